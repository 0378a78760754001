using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Accuracy;
using Unravel.Analyzers;

// Runs our rules over a code base and prints one line a hit, to be judged by hand in docs/accuracy.tsv:
// id, level, path:line, message. What was analysed, and what each rule cost, goes to stderr.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}

var compilation = Sources.Compile(arguments);
var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
var broken = errors.Select(error => error.Location.SourceTree).Distinct().Count();
var files = compilation.SyntaxTrees.Length;
var kilolines = compilation.SyntaxTrees.Sum(tree => tree.GetText().Lines.Count) / 1000.0;
Console.Error.WriteLine($"{files} files, {kilolines:F1} thousand lines, {100.0 * (files - broken) / files:F1} % of the files bind without errors");
foreach (var group in errors.GroupBy(error => error.Id).OrderByDescending(group => group.Count()).Take(5))
{
    Console.Error.WriteLine($"  {group.Count(),5} x {group.First()}");
}

var rules = typeof(RuleAnalyzer).Assembly.GetTypes()
    .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleAnalyzer)))
    .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
    .Where(rule => arguments.Ids.Count == 0 || rule.SupportedDiagnostics.Any(descriptor => arguments.Ids.Contains(descriptor.Id)))
    .OrderBy(rule => rule.GetType().Name, StringComparer.Ordinal)
    .ToList();
var levels = rules.SelectMany(rule => rule.SupportedDiagnostics)
    .Where(descriptor => arguments.AllLevels && !descriptor.IsEnabledByDefault)
    .DistinctBy(descriptor => descriptor.Id)
    .Select(descriptor => KeyValuePair.Create(descriptor.Id, ReportDiagnostic.Warn));
var driver = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(compilation.Options.SpecificDiagnosticOptions.AddRange(levels)))
    .WithAnalyzers([.. rules], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: true));
var hits = await driver.GetAnalyzerDiagnosticsAsync(CancellationToken.None);
foreach (var hit in hits.OrderBy(hit => hit.Id, StringComparer.Ordinal).ThenBy(hit => hit.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(hit => hit.Location.SourceSpan.Start))
{
    var place = hit.Location.GetLineSpan();
    var path = arguments.Sources.Where(folder => place.Path.StartsWith(folder, StringComparison.Ordinal)).Select(folder => Path.GetRelativePath(folder, place.Path)).FirstOrDefault(place.Path);
    Console.WriteLine($"{hit.Id}\t{hit.Severity}\t{path}:{place.StartLinePosition.Line + 1}\t{hit.GetMessage(CultureInfo.InvariantCulture).ReplaceLineEndings(" ")}");
}

foreach (var rule in rules)
{
    var time = (await driver.GetAnalyzerTelemetryInfoAsync(rule, CancellationToken.None)).ExecutionTime.TotalMilliseconds;
    Console.Error.WriteLine($"{rule.GetType().Name,-50} {time / kilolines,8:F2} ms per thousand lines");
}

return hits.Any(hit => hit.Id == "AD0001") ? 2 : 0;
