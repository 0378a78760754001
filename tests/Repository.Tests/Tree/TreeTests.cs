using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Repository.Tests.Tree;

/// <summary>Names, sizes and contents that hold for every file.</summary>
public sealed partial class TreeTests
{
    private const int MostLines = 250;

    private static readonly string[] s_code = [.. Repo.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];

    [Fact]
    public void FileNames_SayWhatIsInside() => Offences.None(from file in Repo.Files where Drawer().IsMatch(Path.GetFileName(file)) select file);

    [Fact]
    public void SourceFiles_AreShort() =>
        Offences.None(
            from file in s_code
            where file.StartsWith("src/", StringComparison.Ordinal)
            let lines = Repo.Read(file).Count(letter => letter == '\n')
            where lines > MostLines
            select $"{file}: {lines} lines");

    [Fact]
    public void Namespaces_EqualFolders() =>
        Offences.None(
            from file in s_code
            where file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tests/", StringComparison.Ordinal)
            where !file.StartsWith("src/Package/attributes/", StringComparison.Ordinal) // the user's compiler sees it, not ours
            from space in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetCompilationUnitRoot().Members.OfType<BaseNamespaceDeclarationSyntax>()
            let expected = "Unravel." + Path.GetDirectoryName(file)!.Replace('/', '.').Replace('\\', '.').Split('.', 2)[1]
            where space.Name.ToString() != expected
            select $"{file}: {space.Name}, not {expected}");

    [Fact]
    public void Tests_DoNotSleep() =>
        Offences.None(
            from file in s_code
            where file.StartsWith("tests/", StringComparison.Ordinal)
            from call in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            where call.Expression.ToString() is "Thread.Sleep" or "System.Threading.Thread.Sleep"
            select file);

    [Fact]
    public void Tests_AreNotSkipped() =>
        Offences.None(
            from file in s_code
            where file.StartsWith("tests/", StringComparison.Ordinal)
            from argument in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes().OfType<AttributeArgumentSyntax>()
            where argument.NameEquals?.Name.Identifier.ValueText == "Skip"
            select file);

    [Fact]
    public void Files_NameNoMachine() =>
        Offences.None(from file in Repo.Files where IsText(file) from Match path in MachinePath().Matches(Repo.Read(file)) select $"{file}: {path.Value}");

    private static bool IsText(string file) => Path.GetExtension(file) is not (".gz" or ".png" or ".dll" or ".dmp" or ".zip" or ".ico" or ".snk");

    [GeneratedRegex("Util|Helper|Common|Manager")]
    private static partial Regex Drawer();

    // A home or a working folder at the start of a path; /proc/1/root/ and a line of a passwd file are none.
    [GeneratedRegex(@"(?<![\w.>}*:])/(?:home|root|work|Users)/\w+|[A-Z]:[\\/](?:Users|src|work)[\\/]")]
    private static partial Regex MachinePath();
}
