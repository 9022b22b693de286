namespace HandwritingLstm.Cli;

/// <summary>A command line that parses but makes no sense, such as two options that exclude each other.</summary>
/// <param name="message">One line: what was found, what was expected.</param>
internal sealed class MisuseException(string message) : Exception(message);
