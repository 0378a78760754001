using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Generated;

/// <summary>
/// A file, or a marked block of one, that is made from the catalogue or from the tool. It is compared, and rewritten
/// instead when the environment says <c>UNRAVEL_REGENERATE=1</c>.
/// </summary>
internal static class GeneratedFile
{
    private static readonly bool s_regenerate = Environment.GetEnvironmentVariable("UNRAVEL_REGENERATE") == "1";

    /// <summary>Several tests look after blocks of one page.</summary>
    private static readonly Lock s_gate = new();

    public static void Check(string path, string expected)
    {
        lock (s_gate)
        {
            CheckOrRewrite(path, expected);
        }
    }

    /// <summary>Checks what stands between two marker lines of a file that is otherwise written by hand.</summary>
    public static void CheckBlock(string path, string opening, string closing, string expected)
    {
        lock (s_gate)
        {
            Assert.True(File.Exists(Repo.FullPath(path)), $"{path} does not exist.");
            var text = Repo.Read(path);
            var start = text.IndexOf(opening + "\n", StringComparison.Ordinal);
            Assert.True(start >= 0, $"{path} has no line '{opening}'.");
            start += opening.Length + 1;
            var end = text.IndexOf(closing, start, StringComparison.Ordinal);
            Assert.True(end >= 0, $"{path} has no '{closing}' after '{opening}'.");
            CheckOrRewrite(path, text[..start] + expected + text[end..]);
        }
    }

    private static void CheckOrRewrite(string path, string expected)
    {
        var file = Repo.FullPath(path);
        var actual = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual == expected)
        {
            return;
        }

        if (s_regenerate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
            return;
        }

        Assert.Fail($"{path} is not up to date. Run UNRAVEL_REGENERATE=1 dotnet test tests/Repository.Tests and commit what changes.\n{FirstDifference(actual, expected)}");
    }

    private static string FirstDifference(string actual, string expected)
    {
        var have = actual.Split('\n');
        var want = expected.Split('\n');
        var line = have.Zip(want).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} is\n  {have.ElementAtOrDefault(line)}\nand should be\n  {want.ElementAtOrDefault(line)}";
    }
}
