using System.Text.RegularExpressions;

namespace Unravel.Repository.Tests.Tree;

/// <summary>Links between the pages lead somewhere.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void RelativeLinks_LeadToFiles() =>
        Offences.None(
            from page in Repo.Files
            where page.EndsWith(".md", StringComparison.Ordinal)
            from Match link in Link().Matches(Repo.Read(page))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
            let path = Path.GetFullPath(Path.Combine(Repo.Root, Path.GetDirectoryName(page)!, target))
            where !File.Exists(path) && !Directory.Exists(path)
            select $"{page}: {target}");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
