using System.Globalization;
using System.Text;
using HandwritingLstm.Models;
using HandwritingLstm.Text;

namespace HandwritingLstm.Cli;

/// <summary>Which lines' texts are wanted.</summary>
internal sealed class LineChoice
{
    private readonly HashSet<Rune> _without;
    private readonly int _shortest;
    private readonly Alphabet? _alphabet;

    /// <param name="without">Characters that a text must not have.</param>
    /// <param name="shortest">Characters that a text has at least.</param>
    /// <param name="model">A model, by name or file, that must know all of a text's characters; null = any.</param>
    /// <exception cref="RecognitionException">There is no such model, or it cannot be read.</exception>
    public LineChoice(string without, int shortest, string? model)
    {
        _without = [.. TextNormalizer.Compose(without).EnumerateRunes()];
        _shortest = shortest;
        _alphabet = model is null ? null : ModelFile.Load(ModelStore.Find(model)).Alphabet;
    }

    /// <summary>Whether a text is wanted; one without a letter or digit, such as the dots of a list, never is.</summary>
    /// <param name="text">The text, in NFC.</param>
    public bool Wants(string text) =>
        new StringInfo(text).LengthInTextElements >= _shortest &&
        text.EnumerateRunes().Any(Rune.IsLetterOrDigit) &&
        !text.EnumerateRunes().Any(_without.Contains) &&
        _alphabet?.TryEncode(text, out _, out _) != false;
}
