namespace HandwritingLstm.Evaluation;

/// <summary>Finds the lines that must stay together: those of a writer, those of a page, and whatever these tie to each other.</summary>
/// <remarks>Connected components by union–find: Tarjan, "Efficiency of a Good But Not Linear Set Union Algorithm", JACM 1975.</remarks>
internal static class WriterGroups
{
    /// <summary>The groups, as indices of lines, in the order of their first lines; a line without writer and page is a group of its own.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<GroundTruthLine> lines)
    {
        var parents = Enumerable.Range(0, lines.Count).ToArray();
        var firstOf = new Dictionary<(char Kind, string Name), int>();
        for (var i = 0; i < lines.Count; i++)
        {
            Join('w', lines[i].Writer, i);
            Join('p', lines[i].Page, i);
        }

        return [.. Enumerable.Range(0, lines.Count).GroupBy(Root).Select(group => group.ToArray())];

        void Join(char kind, string? name, int line)
        {
            if (name is null || firstOf.TryAdd((kind, name), line))
            {
                return;
            }

            parents[Root(line)] = Root(firstOf[(kind, name)]);
        }

        int Root(int line)
        {
            while (parents[line] != line)
            {
                parents[line] = parents[parents[line]];
                line = parents[line];
            }

            return line;
        }
    }
}
