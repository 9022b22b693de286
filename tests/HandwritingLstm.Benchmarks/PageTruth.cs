using System.Globalization;
using System.Xml.Linq;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Benchmarks;

/// <summary>The true baselines of a page, from its PAGE or ALTO file.</summary>
internal static class PageTruth
{
    public static IReadOnlyList<IReadOnlyList<PagePoint>> Baselines(string path) =>
        [.. XDocument.Load(path).Descendants()
            .Select(element => element.Name.LocalName switch
            {
                "TextLine" => element.Attribute("BASELINE")?.Value,
                "Baseline" => element.Attribute("points")?.Value,
                _ => null,
            })
            .Select(points => points?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [])
            .Where(numbers => numbers.Length >= 4)
            .Select(numbers => numbers.Select(number => float.Parse(number, CultureInfo.InvariantCulture)).Chunk(2).Select(pair => new PagePoint(pair[0], pair[1])).ToArray())];
}
