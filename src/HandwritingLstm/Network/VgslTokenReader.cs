using System.Globalization;

namespace HandwritingLstm.Network;

/// <summary>Reads the letters and numbers of one VGSL token from left to right.</summary>
internal sealed class VgslTokenReader
{
    private readonly VgslToken _token;
    private readonly string _text;
    private int _at;

    /// <summary>Reads a token; kraken's layer name in braces and white space beside commas are left out.</summary>
    public VgslTokenReader(VgslToken token)
    {
        _token = token;
        _text = string.Concat(token.Text.Where(character => !char.IsWhiteSpace(character)));

        var open = _text.IndexOf('{', StringComparison.Ordinal);
        if (open >= 0)
        {
            var close = _text.IndexOf('}', open);
            if (close < 0)
            {
                throw Error("the layer's name has no closing brace; write it as Cr{name}3,3,16 or leave it out");
            }

            _text = _text.Remove(open, close - open + 1);
        }
    }

    /// <summary>How the token is written, for messages.</summary>
    public string Form { get; set; } = "";

    private bool AtDigit => _at < _text.Length && char.IsAsciiDigit(_text[_at]);

    /// <summary>An exception that names the token and its position.</summary>
    public RecognitionException Error(string complaint) => _token.Error(complaint);

    /// <summary>The letters that stand next; none is possible.</summary>
    public string Letters() => TakeWhile(char.IsAsciiLetter);

    /// <summary>Takes a character if it stands next.</summary>
    public bool TryTake(char character)
    {
        var found = _at < _text.Length && _text[_at] == character;
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>Takes characters that must stand next.</summary>
    public void Expect(string literal)
    {
        foreach (var character in literal)
        {
            if (!TryTake(character))
            {
                throw Error($"'{character}' is expected after '{VgslToken.Quote(_text[.._at])}'; {Form}");
            }
        }
    }

    /// <summary>The number that must stand next; one too big for an <see cref="int"/> is the biggest <see cref="int"/>.</summary>
    public int Integer()
    {
        if (!AtDigit)
        {
            throw Error($"a number is missing after '{VgslToken.Quote(_text[.._at])}'; {Form}");
        }

        var digits = TakeWhile(char.IsAsciiDigit);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
    }

    /// <summary>The numbers that stand next, with commas between them; at least one.</summary>
    public List<int> Integers()
    {
        var numbers = new List<int>();
        do
        {
            numbers.Add(Integer());
        }
        while (TryTake(','));

        return numbers;
    }

    /// <summary>The decimal number that stands next; null if there is none.</summary>
    public float? Decimal()
    {
        var digits = TakeWhile(character => char.IsAsciiDigit(character) || character == '.');
        if (digits.Length == 0)
        {
            return null;
        }

        return float.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"'{VgslToken.Quote(digits)}' is no number; {Form}");
    }

    /// <summary>Makes sure that nothing is left over.</summary>
    public void End()
    {
        if (_at < _text.Length)
        {
            throw Error($"'{VgslToken.Quote(_text[_at..])}' is left over after '{VgslToken.Quote(_text[.._at])}'; {Form}");
        }
    }

    private string TakeWhile(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < _text.Length && belongs(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }
}
