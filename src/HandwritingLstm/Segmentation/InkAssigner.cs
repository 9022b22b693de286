namespace HandwritingLstm.Segmentation;

/// <summary>Gives every component to its line, and cuts those that touch several.</summary>
/// <remarks>
/// A component belongs to the line among whose small letters it has ink: that is how descenders stay with the line
/// above, however far they reach. Dots, accents and commas, which have none, go to the nearest line.
/// </remarks>
/// <param name="traces">The lines.</param>
/// <param name="height">Height of small letters in pixels.</param>
internal sealed class InkAssigner(IReadOnlyList<LineTrace> traces, float height)
{
    private const float TouchingArea = 0.4f; // letters' heights², the ink of a letter: less in another line is a descender
    private const float EndHeights = 2; // letters' heights beyond the end of a trace that still belong to the line
    private const float AboveHeights = 2.4f; // from the middle to the highest accent …
    private const float BelowHeights = 1.6f; // … and to the lowest comma

    private readonly List<InkRun>[] _inks = [.. traces.Select(_ => new List<InkRun>())];

    /// <summary>Gives components to lines.</summary>
    /// <param name="components">The page's ink.</param>
    /// <returns>One line for every trace, in their order; some may have no ink.</returns>
    public IReadOnlyList<WrittenLine> Assign(IReadOnlyList<InkComponent> components)
    {
        foreach (var component in components)
        {
            var owners = OwnersOf(component);
            if (owners.Count > 1)
            {
                Divide(component, owners);
            }
            else if (owners.Count == 1)
            {
                _inks[owners[0]].AddRange(component.Runs);
            }
        }

        return [.. traces.Select((trace, i) => new WrittenLine(trace, _inks[i]))];
    }

    /// <summary>The lines a component has letters in, from the top; the nearest if it has none anywhere.</summary>
    private List<int> OwnersOf(InkComponent component)
    {
        var areas = new Dictionary<int, int>();
        var nearest = -1;
        var nearestDistance = float.PositiveInfinity;
        for (var i = 0; i < traces.Count; i++)
        {
            if (!IsBeside(traces[i], component))
            {
                continue;
            }

            var area = 0;
            foreach (var run in component.Runs)
            {
                area += WrittenLine.IsInCore(traces[i], run, height) ? run.Length : 0;
            }

            if (area > 0)
            {
                areas[i] = area;
            }

            var distance = Distance(traces[i], component);
            if (distance < nearestDistance)
            {
                (nearest, nearestDistance) = (i, distance);
            }
        }

        if (areas.Count == 0)
        {
            return nearestDistance <= 1 ? [nearest] : [];
        }

        var most = areas.Values.Max();
        return [.. areas
            .Where(pair => pair.Value == most || pair.Value > TouchingArea * height * height)
            .Select(pair => pair.Key)
            .OrderBy(line => traces[line].CentreAt((component.Left + component.Right) / 2f))];
    }

    private bool IsBeside(LineTrace trace, InkComponent component)
    {
        var left = (trace.First * InkProfile.StripWidth) - (EndHeights * height);
        var right = ((trace.Last + 1) * InkProfile.StripWidth) + (EndHeights * height);
        if (component.Right < left || component.Left > right)
        {
            return false;
        }

        var centre = trace.CentreAt((component.Left + component.Right) / 2f);
        var slack = (component.Right - component.Left) * 0.1f; // lines may rise along a long component
        return component.Bottom > centre - (AboveHeights * height) - slack && component.Top < centre + (BelowHeights * height) + slack;
    }

    /// <summary>How far a component's middle is from a line, where 1 is the farthest that can belong to it.</summary>
    private float Distance(LineTrace trace, InkComponent component)
    {
        var below = ((component.Top + component.Bottom) / 2f) - trace.CentreAt((component.Left + component.Right) / 2f);
        return below < 0 ? -below / (AboveHeights * height) : below / (BelowHeights * height);
    }

    private void Divide(InkComponent component, List<int> owners)
    {
        var cuts = new List<int[]>();
        for (var i = 1; i < owners.Count; i++)
        {
            cuts.Add(TouchingCut.Between(component, traces[owners[i - 1]], traces[owners[i]]));
        }

        foreach (var run in component.Runs)
        {
            var column = (int)run.Middle - component.Left;
            var owner = 0;
            while (owner < cuts.Count && run.Y >= cuts[owner][column])
            {
                owner++;
            }

            _inks[owners[owner]].Add(run);
        }
    }
}
