using System.Globalization;

namespace HandwritingLstm.Cli;

/// <summary>An image file that shall be read.</summary>
/// <param name="Name">Its name in results and messages: as it was given or found.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Problem">Why it cannot be read, if that is known already.</param>
internal sealed record ImageSource(string Name, string Path, string? Problem = null)
{
    /// <summary>One page of a file that has several.</summary>
    /// <param name="page">The page, from 1.</param>
    public ImageSource OfPage(int page) => this with { Name = string.Create(CultureInfo.InvariantCulture, $"{Name}#{page}") };
}
