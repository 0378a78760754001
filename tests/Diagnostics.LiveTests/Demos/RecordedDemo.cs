using System.Reflection;
using System.Text.RegularExpressions;

namespace Unravel.Diagnostics.LiveTests.Demos;

/// <summary>
/// The recorded runs in docs/demo, as they were printed, and the places in the documentation that show them between
/// <c>&lt;!-- demo: name --&gt;</c> and <c>&lt;!-- /demo --&gt;</c>.
/// </summary>
internal static partial class RecordedDemo
{
    private static readonly string[] s_pages = ["README.md", "docs/cli.md"];

    private static string Repository { get; } = typeof(RecordedDemo).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static bool Regenerates => Environment.GetEnvironmentVariable("UNRAVEL_REGENERATE") == "1";

    public static string Read(string scenario) => File.ReadAllText(PathOf(scenario)).ReplaceLineEndings("\n");

    public static string Normalise(string scenario, string report) =>
        scenario == "starvation" ? DemoNormaliser.NormaliseStarving(report) : DemoNormaliser.Normalise(report);

    /// <summary>Writes a run down, into the pages too.</summary>
    public static void Write(string scenario, string report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(scenario))!);
        File.WriteAllText(PathOf(scenario), report.Trim() + "\n");
        foreach (var page in s_pages.Select(page => Path.Combine(Repository, page)).Where(File.Exists))
        {
            var text = File.ReadAllText(page);
            var written = Block.Replace(text, match => match.Groups[2].Value == scenario
                ? $"{match.Groups[1].Value}\n```text\n{report.Trim()}\n```\n{match.Groups[4].Value}"
                : match.Value);
            if (written != text)
            {
                File.WriteAllText(page, written);
            }
        }
    }

    /// <summary>What the pages show of a scenario; nothing where there are no markers.</summary>
    public static IEnumerable<string> ShownOf(string scenario) => s_pages
        .Select(page => Path.Combine(Repository, page))
        .Where(File.Exists)
        .SelectMany(page => Block.Matches(File.ReadAllText(page)))
        .Where(match => match.Groups[2].Value == scenario)
        .Select(match => Fence.Replace(match.Groups[3].Value, ""));

    private static string PathOf(string scenario) => Path.Combine(Repository, "docs", "demo", scenario + ".txt");

    [GeneratedRegex(@"(<!-- demo: ([a-z-]+) -->)(.*?)(<!-- /demo -->)", RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"^```\w*\r?$", RegexOptions.Multiline)]
    private static partial Regex Fence { get; }
}
