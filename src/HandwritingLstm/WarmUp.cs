using System.Text.Json;
using HandwritingLstm.Decoding;
using HandwritingLstm.Imaging;
using HandwritingLstm.Network;
using HandwritingLstm.Text;

namespace HandwritingLstm;

/// <summary>Reads a line that is nothing, on a second core, while a program finds out what it is to do.</summary>
/// <remarks>
/// Code that was compiled ahead is bound on first use, which takes as long as reading a line; so is the image codec. Both
/// are done when the first real line comes.
/// </remarks>
internal static class WarmUp
{
    // One layer of each kind that most models have.
    private const string Network = "[1,8,0,1 Cr3,3,16 Bn Mp2,2 Cr3,3,16 Bn Yboth Lbx16 O1c2]";

    /// <summary>Begins, and returns at once.</summary>
    /// <param name="openOutput">Opens what the text is written to in the end; called on another thread, where its problems are nobody's.</param>
    public static void Start(Action openOutput) => new Thread(() => Run(openOutput, Environment.ProcessorCount)) { IsBackground = true, Name = "warm-up" }.Start();

    /// <summary>Does what comes first first.</summary>
    internal static void Run(Action openOutput, int cores)
    {
        ImageCodec.Prepare();
        if (cores == 1)
        {
            return; // it would only take the core from those who work
        }

        JsonDocument.Parse("""{"a":"b"}""").Dispose(); // a model's header
        ReadNothing();
        try
        {
            openOutput();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It shows when something is written.
        }
    }

    /// <summary>Reads a stroke on paper.</summary>
    internal static void ReadNothing()
    {
        var line = new GrayImage(48, 16, new byte[48 * 16]);
        line.Pixels.AsSpan().Fill(byte.MaxValue);
        for (var y = 0; y < line.Height; y++)
        {
            line.Pixels.AsSpan((y * line.Width) + 20, 2).Clear();
        }

        using var network = new LineNetwork(NetworkSpec.Parse(Network), threads: 1);
        var columns = new LineNormalizer(new LineNormalizerOptions { Height = 8 }).Normalize(line);
        new BestPathDecoder(new Alphabet(["a"])).Decode(network.Forward(columns));
    }
}
