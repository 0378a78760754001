using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Unravel.Analyzers.Rules.Locking;
using Unravel.Analyzers.Tests.AllTheWayUp;
using Unravel.CodeFixes.Rules.Locking;

namespace Unravel.Analyzers.Tests.FixAll;

/// <summary>Fix All over documents, projects and solutions, as an editor and as dotnet format ask for it.</summary>
public sealed class DocumentFixAllTests
{
    private const string Key = "Lock a private object of the type";
    private const string Unfixable = "class A { void M() => Monitor.Enter(new object()); }";

    private static string Fixable(string name) => $$"""
        class {{name}}
        {
            void M() { lock (new object()) { } }
        }
        """;

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 1)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task Scope_DecidesWhatIsRepaired(FixAllScope scope, int repaired)
    {
        using var solution = new SolutionFix<UNR4009UnsharedLockAnalyzer, UNR4009UnsharedLockFix>().With(Fixable("A")).With(Fixable("B")).With(Fixable("C"));

        var texts = await solution.AfterAsync((await solution.FixAllAsync(scope, Key))!);

        Assert.Equal(repaired, texts.Count(text => text.Contains("lock (_gate)", StringComparison.Ordinal)));
        Assert.Contains("lock (_gate)", texts[0], StringComparison.Ordinal);
    }

    /// <summary>dotnet format has no key when the first report that it meets has no repair; the others have.</summary>
    [Fact]
    public async Task NoKey_IsThatOfTheFirstRepair()
    {
        using var solution = new SolutionFix<UNR4009UnsharedLockAnalyzer, UNR4009UnsharedLockFix>().With(Unfixable).With(Fixable("B")).With(Fixable("C"));

        var texts = await solution.AfterAsync((await solution.FixAllAsync(FixAllScope.Solution, key: null))!);

        Assert.Equal(Unfixable, texts[0]);
        Assert.All(texts[1..], text => Assert.Contains("lock (_gate)", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1:anything")]
    public async Task NothingToRepairTogether_IsNoAction(string? key)
    {
        using var solution = new SolutionFix<UNR4009UnsharedLockAnalyzer, UNR4009UnsharedLockFix>().With(Unfixable);

        Assert.Null(await solution.FixAllAsync(FixAllScope.Solution, key));
    }

    /// <summary>All rules are one analyzer, and dotnet format asks each fix about whatever that reported first.</summary>
    [Fact]
    public async Task ReportOfAnotherRule_HasNoOffer()
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("P", LanguageNames.CSharp).AddDocument("A.cs", Fixable("A"));
        var tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        var place = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString().IndexOf("new object()", StringComparison.Ordinal);
        var other = Diagnostic.Create(new DiagnosticDescriptor("UNR4010", "t", "m", "c", DiagnosticSeverity.Warning, true), Location.Create(tree, new(place, 12)));
        var offers = new List<CodeAction>();

        await new UNR4009UnsharedLockFix().RegisterCodeFixesAsync(new CodeFixContext(document, other, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));

        Assert.Empty(offers);
    }
}
