using HandwritingLstm.Cli.Transcription;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli.Tests.Transcription;

[TestClass]
public sealed class BatchFingerprintTests
{
    [TestMethod]
    public void A_language_model_counts_by_its_content_whether_named_or_a_file()
    {
        var named = Fingerprint(new() { LanguageModel = "english" });
        Assert.AreEqual(named, Fingerprint(new() { LanguageModel = LanguageModelStore.Find("english") }));
        Assert.AreNotEqual(named, Fingerprint(new()));
    }

    [TestMethod]
    public void A_lexicon_counts_by_its_content()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.words", "one");
        folder.Write("b.words", "one");
        var first = Fingerprint(new() { Lexicon = folder["a.words"] });
        Assert.AreEqual(first, Fingerprint(new() { Lexicon = folder["b.words"] }));
        folder.Write("a.words", "two");
        Assert.AreNotEqual(first, Fingerprint(new() { Lexicon = folder["a.words"] }));
    }

    private static BatchFingerprint Fingerprint(RecognizerOptions options) => BatchFingerprint.Of(new(["iam-ondb"], options, []));
}
