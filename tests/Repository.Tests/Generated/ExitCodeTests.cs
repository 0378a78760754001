namespace Unravel.Repository.Tests.Generated;

/// <summary>docs/cli.md lists the exit code of every finding.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public void Findings_EqualTheCatalogue()
    {
        var rows = Catalog.Rules.All
            .Where(rule => rule.ExitCode is not null)
            .OrderBy(rule => rule.ExitCode)
            .Select(rule => $"| {rule.ExitCode} | [{rule.Id}](rules/{rule.Id}.md): {rule.Title} |\n");
        GeneratedFile.CheckBlock("docs/cli.md", "<!-- exit codes -->", "<!-- /exit codes -->", $"| exit code | finding |\n|---|---|\n{string.Concat(rows)}");
    }
}
