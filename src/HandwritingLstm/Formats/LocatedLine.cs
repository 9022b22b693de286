using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Formats;

/// <summary>A line of a PAGE or ALTO file.</summary>
/// <param name="Element">Where it stands in the file.</param>
/// <param name="Line">What it is.</param>
internal sealed record LocatedLine(XElement Element, TextLine Line);
