using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Tests.Verifying;

namespace Unravel.Analyzers.Tests.AllTheWayUp;

/// <summary>A solution of several projects, each of one file, and what the offers of a fix make of it.</summary>
internal sealed class SolutionFix<TAnalyzer, TFix> : IDisposable
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private readonly AdhocWorkspace _workspace = new();
    private readonly List<DocumentId> _documents = [];
    private Solution _solution;

    public SolutionFix() => _solution = _workspace.CurrentSolution;

    /// <summary>A project that references those before it.</summary>
    public SolutionFix<TAnalyzer, TFix> With(string source, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var name = "P" + _documents.Count;
        var project = ProjectId.CreateNewId(name);
        _solution = _solution
            .AddProject(project, name, name, LanguageNames.CSharp)
            .WithProjectCompilationOptions(project, new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
            .WithProjectParseOptions(project, new CSharpParseOptions(LanguageVersion.Preview))
            .AddMetadataReferences(project, FrameworkReferences.Net)
            .AddProjectReferences(project, _documents.Select(document => new ProjectReference(document.ProjectId)))
            .AddDocument(DocumentId.CreateNewId(project), "Usings.cs", Usings);
        var id = DocumentId.CreateNewId(project);
        _solution = _solution.AddDocument(id, name + ".cs", source);
        _documents.Add(id);
        return this;
    }

    /// <summary>The offers for the first report in any project.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        foreach (var id in _documents)
        {
            var document = _solution.GetDocument(id)!;
            var compilation = (await document.Project.GetCompilationAsync(cancellation))!;
            Assert.Empty(compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
            var reports = await compilation.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation);
            if (reports.Length == 0)
            {
                continue;
            }

            var offers = new List<CodeAction>();
            var first = reports.OrderBy(report => report.Location.SourceSpan.Start).First();
            var context = new CodeFixContext(document, first, (action, _) => offers.Add(action), cancellation);
            await new TFix().RegisterCodeFixesAsync(context);
            return offers;
        }

        throw new InvalidOperationException("Nothing is reported.");
    }

    /// <summary>What Fix All offers, asked from the first project; null when that is nothing.</summary>
    public Task<CodeAction?> FixAllAsync(FixAllScope scope, string? key)
    {
        var fix = new TFix();
        return fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            _solution.GetDocument(_documents[0])!, fix, scope, key!, fix.FixableDiagnosticIds, new Reports(), TestContext.Current.CancellationToken));
    }

    /// <summary>The text of each project after the action; the whole solution compiles.</summary>
    public async Task<string[]> AfterAsync(CodeAction action)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var operations = await action.GetOperationsAsync(cancellation);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        foreach (var project in changed.Projects)
        {
            var compilation = (await project.GetCompilationAsync(cancellation))!;
            Assert.Empty(compilation.GetDiagnostics(cancellation).Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id is "CS4014" or "CS1998"));
        }

        var texts = new List<string>();
        foreach (var id in _documents)
        {
            texts.Add((await changed.GetDocument(id)!.GetTextAsync(cancellation)).ToString());
        }

        return [.. texts];
    }

    public void Dispose() => _workspace.Dispose();

    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await (await project.GetCompilationAsync(cancellationToken))!.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellationToken);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(report => report.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
