using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HandwritingLstm.Imaging;

namespace HandwritingLstm.Reliability;

/// <summary>Small files that unpack to 30,000 × 30,000 pixels: refused by their headers, before any memory is spent.</summary>
internal sealed class BombTrial : Trial
{
    private const int Side = 30_000;

    /// <summary>A worker that has loaded its model and done nothing else stays far below.</summary>
    private const long EnoughMemory = 600L << 20;

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var input = DrawnPages.Write(bench.Make("in"), 2);
        File.WriteAllBytes(Path.Combine(input, "bomb.png"), Png());
        File.WriteAllBytes(Path.Combine(input, "bomb.pgm"), [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"P5 {Side} {Side} 255\n")), .. new byte[1000]]);
        var output = bench.MakeAnew("out");
        using var run = bench.Start(input, output);
        var error = run.StandardError.ReadToEndAsync();
        var peak = PeakMemory.Of(run);
        var outcome = new Outcome(run.ExitCode, error.GetAwaiter().GetResult(), TimeSpan.Zero);
        var refused = outcome.Error.Split('\n').Count(line => line.StartsWith("htr: bomb.", StringComparison.Ordinal) && (line.Contains("30000", StringComparison.Ordinal) || line.Contains("shorter than its header says", StringComparison.Ordinal)));
        Say($"{refused} of 2 bombs refused by their headers ({new FileInfo(Path.Combine(input, "bomb.png")).Length >> 10} KB for {(long)Side * Side} pixels), {outcome.Done} of 2 pages beside them done, most memory of a worker {peak.Worker >> 20} MB");
        return refused == 2 && outcome.Done == 2 && outcome.Failed == 2 && peak.Worker < EnoughMemory;
    }

    private static byte[] Png()
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[Side + 1];
            for (var y = 0; y < Side; y++)
            {
                packer.Write(row);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Side);
        header[8] = 8; // bits; grey
        return [.. PngChunks.Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32.Compute(body));
        return [.. length, .. body, .. checksum];
    }
}
