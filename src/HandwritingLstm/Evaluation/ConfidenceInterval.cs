using System.Runtime.InteropServices;

namespace HandwritingLstm.Evaluation;

/// <summary>Where a rate lies with 95 % confidence.</summary>
/// <param name="Low">The 2.5 % quantile, as a fraction.</param>
/// <param name="High">The 97.5 % quantile, as a fraction.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConfidenceInterval(double Low, double High);
