using System.Globalization;

namespace HandwritingLstm.Evaluation;

/// <summary>Splits a data set so that no writer and no page is in two parts, and proves it.</summary>
/// <remarks>
/// Lines of one hand are alike: a model that has seen a writer reads that writer's other lines better, so a split by lines promises
/// too much. The groups are shuffled by the seed; then the largest first, each goes to the part that lacks the most lines.
/// </remarks>
public sealed class WriterSplit
{
    private WriterSplit(IReadOnlyList<SplitPart> parts) => Parts = parts;

    /// <summary>The parts, in the order they were asked for; each has lines.</summary>
    public IReadOnlyList<SplitPart> Parts { get; }

    /// <summary>Number of lines without a writer and a page, which are split one by one.</summary>
    public int UnknownCount => Parts.Sum(part => part.Lines.Count(line => line.Writer is null && line.Page is null));

    /// <summary>Number of different texts that are in more than one part; they make a part easier than new lines are.</summary>
    public int SharedTextCount => Parts
        .SelectMany(part => part.Lines.Select(line => line.Text).Distinct(StringComparer.Ordinal))
        .GroupBy(text => text, StringComparer.Ordinal)
        .Count(text => text.Skip(1).Any());

    /// <summary>Splits lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="shares">The parts: at least two, with distinct names and weights above 0.</param>
    /// <param name="seed">Another seed gives another split; the same one always the same.</param>
    /// <exception cref="RecognitionException">The parts make no sense, there are fewer writers than parts, or an image is there twice.</exception>
    public static WriterSplit Of(IReadOnlyList<GroundTruthLine> lines, IReadOnlyList<SplitShare> shares, int seed)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(shares);
        Validate(shares);
        var images = new HashSet<string>(StringComparer.Ordinal);
        if (lines.FirstOrDefault(line => !images.Add(Path.GetFullPath(line.ImagePath))) is { } again)
        {
            throw new RecognitionException($"{again.Source}: its image '{again.Image}' is in the ground truth twice; name every source once.");
        }

        var groups = WriterGroups.Of(lines);
        if (groups.Count < shares.Count)
        {
            throw new RecognitionException(string.Create(
                CultureInfo.InvariantCulture,
                $"The {lines.Count} lines hang together by writer and page in {groups.Count} group(s), too few for {shares.Count} parts; ") +
                "expected a group for each part. Give pages of different writers different names, or ask for fewer parts.");
        }

        var order = groups.ToArray();
        new Random(seed).Shuffle(order);
        var partOf = new int[lines.Count];
        var lacking = shares.Select(share => lines.Count * share.Weight / shares.Sum(other => other.Weight)).ToArray();
        var isEmpty = Enumerable.Repeat(true, shares.Count).ToArray();
        var left = order.Length;
        foreach (var group in order.OrderByDescending(group => group.Count)) // a stable sort: equal sizes stay shuffled
        {
            var mustFill = isEmpty.Count(empty => empty) == left--;
            var part = Enumerable.Range(0, shares.Count).Where(index => !mustFill || isEmpty[index]).MaxBy(index => lacking[index]);
            lacking[part] -= group.Count;
            isEmpty[part] = false;
            foreach (var line in group)
            {
                partOf[line] = part;
            }
        }

        var split = new WriterSplit(
        [
            .. shares.Select((share, part) => new SplitPart(
                share.Name, [.. lines.Where((_, index) => partOf[index] == part).Select(line => line with { Split = share.Name })])),
        ]);
        split.Prove(lines.Count);
        return split;
    }

    /// <summary>Checks, from the finished parts alone, that every line is in one part, and every writer and every page too.</summary>
    /// <exception cref="InvalidOperationException">One is not: a defect of this class.</exception>
    private void Prove(int lineCount)
    {
        if (Parts.Sum(part => part.Lines.Count) != lineCount ||
            Parts.Any(part => part.Lines.Count == 0) ||
            IsShared(line => line.ImagePath) || IsShared(line => line.Writer) || IsShared(line => line.Page))
        {
            throw new InvalidOperationException("A line, a writer or a page is in two parts of the split, or in none.");
        }

        bool IsShared(Func<GroundTruthLine, string?> key) => Parts
            .SelectMany(part => part.Lines.Select(key).OfType<string>().Distinct(StringComparer.Ordinal))
            .GroupBy(name => name, StringComparer.Ordinal)
            .Any(name => name.Skip(1).Any());
    }

    private static void Validate(IReadOnlyList<SplitShare> shares)
    {
        if (shares.Count < 2)
        {
            throw new RecognitionException("A split has one part only; expected at least two, such as train=98,valid=1,test=1.");
        }

        foreach (var share in shares)
        {
            if (share.Name.Length == 0 || share.Name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_')))
            {
                throw new RecognitionException($"A part of the split is called '{share.Name}'; expected letters, digits, - and _, such as train.");
            }

            if (!(share.Weight > 0) || !double.IsFinite(share.Weight))
            {
                throw new RecognitionException(string.Create(
                    CultureInfo.InvariantCulture, $"The share of {share.Name} is {share.Weight}; expected a number above 0, such as 98."));
            }
        }

        if (shares.GroupBy(share => share.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => name.Skip(1).Any()) is { } twice)
        {
            throw new RecognitionException($"Two parts of the split are called '{twice.Key}'; expected distinct names.");
        }
    }
}
