using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Unravel.Analyzers.Benchmarks;

/// <summary>A compilation of generated code, made anew for each run so that nothing of the last run is left in it.</summary>
internal sealed class Subject
{
    private static readonly MetadataReference[] s_references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToArray();

    private readonly SyntaxTree[] _trees;

    public Subject(IReadOnlyList<string> sources)
    {
        Files = sources.Count;
        Kilolines = sources.Sum(text => text.Count(character => character == '\n')) / 1000.0;
        _trees = sources.Select((text, index) => CSharpSyntaxTree.ParseText(text, path: $"File{index:000}.cs")).ToArray();
    }

    public int Files { get; }

    public double Kilolines { get; }

    public Compilation Compile() =>
        CSharpCompilation.Create("Generated", _trees, s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    public CompilationWithAnalyzers Driver(ImmutableArray<DiagnosticAnalyzer> analyzers) => Compile().WithAnalyzers(
        analyzers,
        new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("An analyzer threw.", exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: true));

    public Task<Sample> Without() => Sample.Of(() =>
    {
        _ = Compile().GetDiagnostics();
        return Task.CompletedTask;
    });

    public Task<Sample> With(ImmutableArray<DiagnosticAnalyzer> analyzers) => Sample.Of(() => Driver(analyzers).GetAllDiagnosticsAsync());
}
