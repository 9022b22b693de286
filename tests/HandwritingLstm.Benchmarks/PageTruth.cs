using HandwritingLstm.Formats;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Benchmarks;

/// <summary>The true baselines of a page, from its PAGE or ALTO file.</summary>
internal static class PageTruth
{
    public static IReadOnlyList<IReadOnlyList<PagePoint>> Baselines(string path)
    {
        var layout = (PageXmlReader.IsPage(XmlFile.Load(path)) ? PageXml.Read(path) : Alto.Read(path)).Layout;
        return [.. layout.Lines.Select(line => line.Baseline).Where(baseline => baseline.Count >= 2)];
    }
}
