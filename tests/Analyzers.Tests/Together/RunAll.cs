using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Tests.Verifying;

namespace Unravel.Analyzers.Tests.Together;

/// <summary>Compiles sources with all that the compiler loads of the product: the groups, which run every rule.</summary>
internal static class RunAll
{
    // What a project with ImplicitUsings has.
    private const string GlobalUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(RuleAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The reports of our rules, and every error: of the compiler, or of an analyzer that threw.</summary>
    /// <param name="sources">Texts by file name.</param>
    /// <param name="withOff">Whether rules that are off by default run too.</param>
    public static async Task<IReadOnlyList<Diagnostic>> Over(IReadOnlyDictionary<string, string> sources, bool withOff = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, options, source.Key, cancellationToken: cancellation))
            .Append(CSharpSyntaxTree.ParseText(GlobalUsings, options, "GlobalUsings.cs", cancellationToken: cancellation));
        var compilation = CSharpCompilation.Create(
            "Samples", trees, FrameworkReferences.Net, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
                .WithSyntaxTreeOptionsProvider(new SampleOptions.Severities(withOff)));
        var all = await compilation.WithAnalyzers(Analyzers, new AnalyzerOptions([], new SampleOptions())).GetAllDiagnosticsAsync(cancellation);
        return [.. all.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("UNR", StringComparison.Ordinal) || diagnostic.Id == "AD0001")];
    }

    public static Task<IReadOnlyList<Diagnostic>> Over(string source) =>
        Over(new Dictionary<string, string> { ["Test.cs"] = source });

    /// <summary>A report as <c>UNR1001 at line 3</c>: the form in which the expectations are written.</summary>
    public static string Place(Diagnostic diagnostic) =>
        $"{diagnostic.Id} at line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}";
}
