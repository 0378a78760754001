using System.Text.RegularExpressions;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Generated;

/// <summary>docs/cli.md shows the help of the tool and of each of its verbs, word for word.</summary>
public sealed partial class HelpTests
{
    private const string Page = "docs/cli.md";

    [Fact]
    public void Help_OfTheTool() => Check("dotnet-unravel", []);

    [Fact]
    public void Help_OfEveryVerb()
    {
        var verbs = Verbs(Help([])).ToList();
        Assert.NotEmpty(verbs);
        Assert.All(verbs, verb => Check(verb, [verb]));
    }

    [Fact]
    public void EveryBlock_IsOfAVerb()
    {
        var known = Verbs(Help([])).Append("dotnet-unravel");
        Assert.All(Marker().Matches(Repo.Read(Page)), marker => Assert.Contains(marker.Groups["verb"].Value, known));
    }

    private static void Check(string name, string[] verb) =>
        GeneratedFile.CheckBlock(Page, $"<!-- help: {name} -->", "<!-- /help -->", $"```text\n{Help(verb)}\n```\n");

    private static string Help(string[] verb)
    {
        // Wide, so that no terminal's width gets into the page.
        var environment = new Dictionary<string, string?> { ["NO_COLOR"] = "1", ["COLUMNS"] = "120" };
        var output = Command.Run("dotnet", [BuiltOutput.Of("Diagnostics", "Unravel.Diagnostics.dll"), .. verb, "--help"], Repo.Root, environment).Output;
        Assert.False(string.IsNullOrWhiteSpace(output), $"'{string.Join(' ', verb)} --help' printed nothing.");
        return string.Join('\n', output.Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    private static IEnumerable<string> Verbs(string help)
    {
        var commands = help.Split("\nCommands:\n").ElementAtOrDefault(1)?.Split("\n\n")[0] ?? "";
        return Verb().Matches(commands).Select(match => match.Groups["verb"].Value);
    }

    // "  diagnose <target>   Says what ..." ; a continued description is indented further.
    [GeneratedRegex(@"^  (?<verb>[a-z][a-z-]*)", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^<!-- help: (?<verb>\S+) -->$", RegexOptions.Multiline)]
    private static partial Regex Marker();
}
