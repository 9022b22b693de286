namespace HandwritingLstm.Segmentation;

/// <summary>Chains of points.</summary>
internal static class Polyline
{
    /// <summary>Leaves out points that lie on the way between others.</summary>
    /// <remarks>D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points …", Cartographica 10(2), 1973.</remarks>
    /// <param name="points">The chain, at least one point.</param>
    /// <param name="tolerance">How far, in pixels, a point left out may lie from the simpler chain.</param>
    public static IReadOnlyList<PagePoint> Simplify(IReadOnlyList<PagePoint> points, float tolerance)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var pending = new Stack<(int First, int Last)>();
        pending.Push((0, points.Count - 1));
        while (pending.TryPop(out var part))
        {
            var (farthest, distance) = (-1, tolerance);
            for (var i = part.First + 1; i < part.Last; i++)
            {
                var off = Distance(points[i], points[part.First], points[part.Last]);
                if (off > distance)
                {
                    (farthest, distance) = (i, off);
                }
            }

            if (farthest >= 0)
            {
                keep[farthest] = true;
                pending.Push((part.First, farthest));
                pending.Push((farthest, part.Last));
            }
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static float Distance(PagePoint point, PagePoint from, PagePoint to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = (dx * dx) + (dy * dy);
        var share = length == 0 ? 0 : Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / length, 0, 1);
        var (offX, offY) = (point.X - from.X - (share * dx), point.Y - from.Y - (share * dy));
        return MathF.Sqrt((offX * offX) + (offY * offY));
    }
}
