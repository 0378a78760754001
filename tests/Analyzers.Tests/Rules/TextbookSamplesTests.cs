using System.Text.RegularExpressions;
using Unravel.Analyzers.Tests.Together;

namespace Unravel.Analyzers.Tests.Rules;

/// <summary>
/// samples/Textbook under all analyzers: programs as books print them, wrong with marks at the lines, and repaired. Every
/// mark has its report and every report its mark.
/// </summary>
public partial class TextbookSamplesTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder(), "*.cs").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Marks_AreTheReports(string file)
    {
        var source = await File.ReadAllTextAsync(Path.Combine(Folder(), file), TestContext.Current.CancellationToken);
        var expected = source.Split('\n')
            .SelectMany((line, index) => Mark().Matches(line).Select(mark => $"{mark.Groups[1].Value} at line {index + 1}"))
            .Order(StringComparer.Ordinal);
        var actual = (await RunAll.Over(new Dictionary<string, string> { [file] = source })).Select(RunAll.Place).Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Toolkit.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("Toolkit.sln is in no folder above the tests."), "samples", "Textbook");
    }

    [GeneratedRegex(@"// (UNR\d{4})\s*$")]
    private static partial Regex Mark();
}
