using System.Text.RegularExpressions;
using Unravel.Analyzers.Tests.Together;

namespace Unravel.Analyzers.Tests.Rules;

/// <summary>
/// samples/Pitfalls under all analyzers. A trailing comment <c>// UNR1001</c> marks a line that is reported; every mark
/// has its report and every report its mark, so the repaired forms are proven to be clean.
/// </summary>
public partial class PitfallSamplesTests
{
    [Fact]
    public async Task Marks_AreTheReports()
    {
        var files = SampleFiles();
        Assert.NotEmpty(files);

        var expected = files.SelectMany(file => Marks(file.Key, file.Value)).Order(StringComparer.Ordinal);
        var actual = (await RunAll.Over(files))
            .Select(report => $"{report.Location.SourceTree?.FilePath}: {RunAll.Place(report)}")
            .Order(StringComparer.Ordinal);
        Assert.Empty(actual.Except(expected)); // all of them at once
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void EverySample_HasFaultAndRepair()
    {
        foreach (var (file, source) in SampleFiles())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            Assert.Contains($"class {name}Repaired", source, StringComparison.Ordinal);
            Assert.NotEmpty(Marks(file, source));
        }
    }

    private static Dictionary<string, string> SampleFiles()
    {
        var samples = Path.Combine(Root(), "samples", "Pitfalls");
        return Directory.GetFiles(samples, "UNR*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .ToDictionary(path => Path.GetRelativePath(samples, path), File.ReadAllText);
    }

    private static IEnumerable<string> Marks(string file, string source) =>
        source.Split('\n').SelectMany((line, index) =>
            Mark().Matches(line).Select(mark => $"{file}: {mark.Groups[1].Value} at line {index + 1}"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Toolkit.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Toolkit.sln is in no folder above the tests.");
    }

    [GeneratedRegex(@"// (UNR\d{4})\s*$")]
    private static partial Regex Mark();
}
