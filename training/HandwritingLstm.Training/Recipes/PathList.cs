namespace HandwritingLstm.Training.Recipes;

/// <summary>Several files or folders in one option.</summary>
public static class PathList
{
    /// <summary>The paths of a list with <c>;</c> between them, without white space around and without empty ones.</summary>
    public static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
