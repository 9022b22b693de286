using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HandwritingLstm.Models;

namespace HandwritingLstm.Cli.Transcription;

/// <summary>Everything but an item's own files that its results depend on.</summary>
/// <param name="Model">SHA-256 of the model file; of several, all with commas between.</param>
/// <param name="Options">SHA-256 of options, language model, lexicon and program version.</param>
internal sealed record BatchFingerprint(string Model, string Options)
{
    /// <summary>Computes the fingerprint.</summary>
    /// <exception cref="RecognitionException">There is no such model, language model or lexicon.</exception>
    public static BatchFingerprint Of(WorkerSettings settings)
    {
        string[] models = [.. settings.Models.Select(model => HashOf(ModelStore.Find(model)))];
        var language = settings.Recognizer.LanguageModel is { } name ? HashOf(LanguageModelStore.Find(name)) : "";
        var words = settings.Recognizer.Lexicon is { } path ? HashOf(path) : "";
        var options = JsonSerializer.Serialize(
            settings with { Models = models, Recognizer = settings.Recognizer with { LanguageModel = language, Lexicon = words, Threads = 0 } },
            TranscriptionJson.Default.WorkerSettings);
        var version = typeof(BatchFingerprint).Assembly.GetName().Version;
        return new(string.Join(',', models), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{version} {options}"))));
    }

    private static string HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RecognitionException($"{path}: cannot be read ({problem.Message.ReplaceLineEndings(" ")}); name a file that exists.", problem);
        }
    }
}
