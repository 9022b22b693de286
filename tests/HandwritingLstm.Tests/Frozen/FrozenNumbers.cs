using System.Text.Json;

namespace HandwritingLstm.Tests.Frozen;

/// <summary>Numbers from an independent implementation, as make_frozen.py wrote them.</summary>
internal static class FrozenNumbers
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Frozen", name)));
        return document.RootElement.Clone();
    }

    public static float[] Floats(this JsonElement tensor) => [.. tensor.Doubles().Select(value => (float)value)];

    public static double[] Doubles(this JsonElement tensor) =>
        [.. (tensor.ValueKind == JsonValueKind.Array ? tensor : tensor.GetProperty("values")).EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    public static int[] Shape(this JsonElement tensor) => tensor.GetProperty("shape").Integers();

    /// <summary>The error relative to the size of the whole: ‖actual − expected‖ / ‖expected‖.</summary>
    public static double RelativeError(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        Assert.AreEqual(expected.Length, actual.Length);
        var (error, size) = (0.0, 1e-30);
        for (var i = 0; i < expected.Length; i++)
        {
            error += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            size += expected[i] * expected[i];
        }

        return Math.Sqrt(error / size);
    }
}
