namespace HandwritingLstm.Cli;

/// <summary>The exit codes of <c>htr</c>.</summary>
internal static class ExitCode
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Something failed: an input could not be used; what did not depend on it is done.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself makes no sense; nothing was done.</summary>
    public const int Misuse = 2;
}
