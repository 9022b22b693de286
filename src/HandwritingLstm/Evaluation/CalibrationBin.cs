using System.Globalization;

namespace HandwritingLstm.Evaluation;

/// <summary>What was read with about the same confidence, and how much of it is right.</summary>
/// <param name="Index">Which tenth of the confidences: 0 = 0 to 0.1, …, 9 = 0.9 to 1.</param>
/// <param name="Count">Number of characters.</param>
/// <param name="Confidence">Their mean confidence, 0 to 1.</param>
/// <param name="Accuracy">The share of them that is right, 0 to 1.</param>
public sealed record CalibrationBin(int Index, long Count, double Confidence, double Accuracy)
{
    /// <summary>Number of bins.</summary>
    public const int BinCount = 10;

    /// <summary>The bin's range for people, such as <c>0.9–1.0</c>.</summary>
    public string Name => NameOf(Index);

    /// <summary>The bin of a confidence from 0 to 1.</summary>
    internal static int IndexOf(double confidence) => Math.Clamp((int)(confidence * BinCount), 0, BinCount - 1);

    /// <summary>The range of a bin for people.</summary>
    internal static string NameOf(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{index / (double)BinCount:0.0}–{(index + 1) / (double)BinCount:0.0}");
}
