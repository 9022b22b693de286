namespace HandwritingLstm.Reliability;

/// <summary>Files of every format, cut off anywhere and with bits flipped anywhere, among some that are whole.</summary>
/// <param name="count">Truncated files of a format, and as many with flipped bits.</param>
/// <param name="seed">Another seed damages elsewhere.</param>
internal sealed class DamageTrial(int count, int seed) : Trial
{
    private const int WholeFiles = 5;

    /// <summary>Of the tests of the image codec: small files of every kind.</summary>
    private static readonly string[] _samples =
    [
        "grey.jpg", "progressive.jpg", "palette.png", "deflate.tif", "fax.tif", "jpeg.tif", "lossy.webp", "lossless.webp", "grey.jp2", "still.gif",
    ];

    private readonly Random _random = new(seed);

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var isRight = true;
        foreach (var (name, sample) in _samples.Select(name => (name, File.ReadAllBytes(Path.Combine("tests/HandwritingLstm.Tests/Imaging/Fixtures", name)))).Append(("drawn.png", Drawn())))
        {
            isRight &= Try(bench, Path.GetExtension(name).Replace(".gif", ".png", StringComparison.Ordinal), name, sample);
        }

        return isRight;
    }

    private bool Try(Bench bench, string extension, string name, byte[] sample)
    {
        var input = bench.Make("damaged " + name);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(Path.Combine(input, FormattableString.Invariant($"cut{i}{extension}")), sample[.._random.Next(sample.Length)]);
            File.WriteAllBytes(Path.Combine(input, FormattableString.Invariant($"flipped{i}{extension}")), Flip(sample));
        }

        for (var i = 0; i < WholeFiles; i++)
        {
            File.WriteAllBytes(Path.Combine(input, FormattableString.Invariant($"whole{i}{extension}")), sample);
        }

        var output = bench.MakeAnew("results " + name);
        var run = bench.Transcribe(input, output, "--format", "text");
        var failures = File.Exists(Path.Combine(output, "failed.csv")) ? File.ReadAllLines(Path.Combine(output, "failed.csv"))[1..] : [];
        var results = Directory.GetFiles(output, "*.txt").Length;
        var whole = Enumerable.Range(0, WholeFiles).Count(i => File.Exists(Path.Combine(output, FormattableString.Invariant($"whole{i}{extension}.txt"))));
        var crashes = failures.Count(failure => failure.Contains("crashed", StringComparison.Ordinal));
        var named = failures.Count(failure => failure.Split(',')[1].Length > 10 && run.Error.Contains($"htr: {failure.Split(',')[0]}: ", StringComparison.Ordinal));
        Say($"{name}: {run.In} pages = {run.Done} done + {run.Failed} failed, {named} named with a reason, {whole} of {WholeFiles} whole files done, {crashes} workers crashed, exit code {run.ExitCode}, {run.Duration.TotalSeconds:0.0} s");
        return run.In >= (2 * count) + WholeFiles && run.In == run.Done + run.Failed && results == run.Done && failures.Length == run.Failed
            && named == run.Failed && whole == WholeFiles && run.ExitCode == 1;
    }

    private byte[] Flip(byte[] sample)
    {
        var file = (byte[])sample.Clone();
        for (var flips = _random.Next(1, 6); flips > 0; flips--)
        {
            file[_random.Next(file.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return file;
    }

    private static byte[] Drawn()
    {
        var path = Path.GetTempFileName();
        Imaging.ImageFile.SavePng(DrawnPages.Draw(1), path);
        var file = File.ReadAllBytes(path);
        File.Delete(path);
        return file;
    }
}
