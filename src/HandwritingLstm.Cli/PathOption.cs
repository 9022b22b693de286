using System.CommandLine;

namespace HandwritingLstm.Cli;

/// <summary>An option that names files or folders: an empty name is a misuse, such as that of an environment variable which is not set.</summary>
/// <typeparam name="T">A string, or several.</typeparam>
internal sealed class PathOption<T> : Option<T>
{
    /// <summary>An option.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="aliases">Its other names.</param>
    public PathOption(string name, params string[] aliases)
        : base(name, aliases) => Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError($"{Name} is empty; expected {HelpName}.");
            }
        });
}
