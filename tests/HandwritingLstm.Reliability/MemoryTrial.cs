using HandwritingLstm.Imaging;

namespace HandwritingLstm.Reliability;

/// <summary>The most memory that large scans take: a colour TIFF and a noisy grey PNG.</summary>
/// <param name="megabytes">Size of each file.</param>
internal sealed class MemoryTrial(int megabytes) : Trial
{
    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var isRight = true;
        foreach (var (name, write) in new (string, Action<string>)[] { ("colour.tif", WriteTiff), ("grey.png", WritePng) })
        {
            var input = bench.MakeAnew("in");
            Directory.CreateDirectory(input);
            var file = Path.Combine(input, name);
            write(file);
            using var run = bench.Start(input, bench.MakeAnew("out"), "--format", "all", "--threads", "1");
            var error = run.StandardError.ReadToEndAsync();
            var peak = PeakMemory.Of(run);
            var outcome = new Outcome(run.ExitCode, error.GetAwaiter().GetResult(), TimeSpan.Zero);
            Say($"{name} of {new FileInfo(file).Length >> 20} MB: worker {peak.Worker >> 20} MB, batch {peak.Batch >> 20} MB at most; {outcome.Done} done, {outcome.Failed} failed");
            isRight &= outcome.Done == 1;
        }

        return isRight;
    }

    private void WriteTiff(string path)
    {
        var side = (int)Math.Sqrt(megabytes * 1048576.0 / 3);
        using var file = new BinaryWriter(File.Create(path));
        const uint FirstPixel = 8 + 2 + (10 * 12) + 4 + 6;
        file.Write("II*\0"u8);
        file.Write(8u);
        (ushort Tag, ushort Kind, uint Count, uint Value)[] fields =
        [
            (256, 4, 1, (uint)side), (257, 4, 1, (uint)side), (258, 3, 3, FirstPixel - 6), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 4, 1, FirstPixel), (277, 3, 1, 3), (278, 4, 1, (uint)side), (279, 4, 1, (uint)(side * side * 3)), (284, 3, 1, 1),
        ];
        file.Write((ushort)fields.Length);
        foreach (var (tag, kind, count, value) in fields)
        {
            file.Write(tag);
            file.Write(kind);
            file.Write(count);
            file.Write(value);
        }

        file.Write(0u);
        file.Write([8, 0, 8, 0, 8, 0]);
        var page = Page(side, side);
        var row = new byte[3 * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = page[x / 3, y];
            }

            file.Write(row);
        }
    }

    private void WritePng(string path)
    {
        var side = (int)Math.Sqrt(megabytes * 1048576.0 * 8 / 7); // seven bits of noise do not pack
        var page = Page(side, side);
        var noise = new Random(1);
        for (var i = 0; i < page.Pixels.Length; i++)
        {
            page.Pixels[i] = (byte)Math.Max(0, page.Pixels[i] - noise.Next(128));
        }

        ImageFile.SavePng(page, path);
    }

    /// <summary>A drawn page, repeated beside and below.</summary>
    private static GrayImage Page(int width, int height)
    {
        var tile = DrawnPages.Draw(3);
        var page = new GrayImage(width, height, new byte[width * height]);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                page.Pixels[(y * width) + x] = tile[x % tile.Width, y % tile.Height];
            }
        }

        return page;
    }
}
