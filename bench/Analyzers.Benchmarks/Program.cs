using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers;
using Unravel.Analyzers.Benchmarks;

// What our analyzers cost: beside the baseline (an empty analyzer that asks for each control-flow graph) and beside no
// analyzers, in the same run and in turns, so that a busy machine slows all of them. Usage: [lines] [rounds].
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var lines = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 52_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;

var sources = GeneratedCode.Files(lines);
var trees = sources.Select((text, index) => CSharpSyntaxTree.ParseText(text, path: $"File{index:000}.cs")).ToArray();
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
    .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
    .Select(path => MetadataReference.CreateFromFile(path))
    .ToArray();
var kilolines = sources.Sum(text => text.Count(character => character == '\n')) / 1000.0;

var baseline = ImmutableArray.Create<DiagnosticAnalyzer>(new GraphOnlyAnalyzer());
var rules = typeof(RuleAnalyzer).Assembly.GetTypes()
    .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
    .OrderBy(type => type.Name, StringComparer.Ordinal)
    .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
    .ToImmutableArray();

var errors = Compile().GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
Console.WriteLine($"{kilolines:F1} thousand lines in {sources.Count} files, {errors} compile errors, {rules.Length} analyzers, {rounds} rounds");

await Measure(rules); // everything is compiled just in time once before it counts
var none = new List<double>();
var graphs = new List<double>();
var ours = new List<double>();
for (var round = 0; round < rounds; round++)
{
    none.Add(MeasureWithout());
    graphs.Add(await Measure(baseline));
    ours.Add(await Measure(rules));
}

Console.WriteLine($"no analyzers     {Spread(none)}");
Console.WriteLine($"baseline         {Spread(graphs)}   {Median(graphs) / Median(none):F3} x no analyzers");
Console.WriteLine($"all our rules    {Spread(ours)}   {Median(ours) / Median(none):F3} x no analyzers, {Median(ours) / Median(graphs):F3} x baseline");

// Graphs are shared: the baseline is there so that the first rule that wants one does not pay for all.
var driver = Driver(baseline.AddRange(rules));
var reports = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
Console.WriteLine();
Console.WriteLine("time in callbacks    ms per thousand lines   reports");
foreach (var analyzer in baseline.AddRange(rules))
{
    var time = (await driver.GetAnalyzerTelemetryInfoAsync(analyzer, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
    var ids = analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).ToHashSet();
    var count = reports.Count(report => ids.Contains(report.Id));
    Console.WriteLine($"{string.Join(",", ids),-20} {time / kilolines,10:F2} {count,22}");
}

Compilation Compile() => CSharpCompilation.Create(
    "Generated", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

CompilationWithAnalyzers Driver(ImmutableArray<DiagnosticAnalyzer> analyzers) => Compile().WithAnalyzers(
    analyzers,
    new CompilationWithAnalyzersOptions(
        new AnalyzerOptions([]),
        onAnalyzerException: (exception, _, _) => throw new InvalidOperationException("An analyzer threw.", exception),
        concurrentAnalysis: true,
        logAnalyzerExecutionTime: true));

double MeasureWithout()
{
    var compilation = Compile();
    GC.Collect();
    var clock = Stopwatch.StartNew();
    _ = compilation.GetDiagnostics();
    return clock.Elapsed.TotalMilliseconds;
}

async Task<double> Measure(ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    var withAnalyzers = Driver(analyzers);
    GC.Collect();
    var clock = Stopwatch.StartNew();
    _ = await withAnalyzers.GetAllDiagnosticsAsync();
    return clock.Elapsed.TotalMilliseconds;
}

static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

static string Spread(List<double> times) => $"{Median(times),8:F0} ms ({times.Min():F0} to {times.Max():F0})";
