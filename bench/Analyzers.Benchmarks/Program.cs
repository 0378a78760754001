using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers;
using Unravel.Analyzers.Benchmarks;
using Unravel.Analyzers.Running;

// What our analyzers cost: beside the baseline (an empty analyzer that asks for each control-flow graph) and beside no
// analyzers, in the same run and in turns, so that a busy machine slows all of them.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 1;
}

var baseline = ImmutableArray.Create<DiagnosticAnalyzer>(new GraphOnlyAnalyzer());
ImmutableArray<DiagnosticAnalyzer> rules = arguments.Family switch
{
    Family.All => [new WarningRules(), new SuggestionRules(), new OptionalRules(), new CompilationRules()],
    _ => [new FamilyRules(arguments.Family)],
};
switch (arguments.Mode)
{
    case Mode.Growth:
        await Growth();
        break;
    case Mode.Rules:
        await Rules();
        break;
    case Mode.Repeat:
        await Repeat();
        break;
    default:
        await Cost();
        break;
}

return 0;

async Task Cost()
{
    var subject = new Subject(GeneratedCode.Files(arguments.Lines));
    var errors = subject.Compile().GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    Console.WriteLine($"{subject.Kilolines:F1} thousand lines in {subject.Files} files, {errors} compile errors, {rules.Sum(group => group.SupportedDiagnostics.Length)} rules, {arguments.Rounds} rounds");

    await WarmUp(subject, rules);
    var (none, graphs, ours) = (new Samples(), new Samples(), new Samples());
    for (var round = 0; round < arguments.Rounds; round++)
    {
        none.Add(await subject.Without());
        graphs.Add(await subject.With(baseline));
        ours.Add(await subject.With(rules));
    }

    Console.WriteLine($"{"",-16} {"ms",-26} {"processor ms",-26} {"MB allocated",-12}");
    Console.WriteLine($"no analyzers     {none}");
    Console.WriteLine($"baseline         {graphs}   {graphs.Against(none)} x no analyzers");
    Console.WriteLine($"our rules        {ours}   {ours.Against(graphs)} x baseline, {ours.Against(none)} x no analyzers");

    Console.WriteLine();
    await Table(subject, rules);
}

// Each rule as an analyzer of its own, as the product does not run them: for comparing one with another.
async Task Rules()
{
    var subject = new Subject(GeneratedCode.Files(arguments.Lines));
    var alone = typeof(RuleAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleAnalyzer)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
        .Where(rule => arguments.Family == Family.All || FamilyRules.AreLocks(rule.SupportedDiagnostics[0].Id) == (arguments.Family == Family.Locks))
        .ToImmutableArray();
    await WarmUp(subject, alone);
    await Table(subject, alone);
}

async Task Table(Subject subject, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    var rounds = new List<Callbacks>();
    for (var round = 0; round < arguments.Rounds; round++)
    {
        rounds.Add(await Callbacks.Of(subject, baseline, analyzers));
    }

    Console.WriteLine("time in callbacks    ms per thousand lines, median (least to most)   reports");
    for (var row = 0; row < rounds[0].Rows.Length; row++)
    {
        var times = rounds.Select(callbacks => callbacks.Rows[row].Milliseconds / subject.Kilolines).Order().ToList();
        Console.WriteLine($"{rounds[0].Rows[row].Name,-20} {times[times.Count / 2],10:F2} ({times[0]:F2} to {times[^1]:F2}) {rounds[0].Rows[row].Reports,22}");
    }

    var all = rounds.Select(callbacks => callbacks.Total / subject.Kilolines).Order().ToList();
    Console.WriteLine($"{"ours together",-20} {all[all.Count / 2],10:F2} ({all[0]:F2} to {all[^1]:F2})");
}

async Task WarmUp(Subject subject, ImmutableArray<DiagnosticAnalyzer> analyzers)
{
    for (var round = 0; round < arguments.WarmUp; round++)
    {
        await subject.With(analyzers);
        await subject.With(baseline);
    }
}

async Task Growth()
{
    Console.WriteLine("lines, thousand    in callbacks, ms   ms per thousand lines   all, ms   processor, ms");
    var warm = new Subject(GeneratedCode.Files(10_000));
    await WarmUp(warm, rules);
    foreach (var lines in (int[])[10_000, 25_000, 50_000, 100_000])
    {
        await Row(new Subject(GeneratedCode.Files(lines)));
    }

    Console.WriteLine("one file that is one class:");
    foreach (var lines in (int[])[1_000, 2_000, 4_000, 8_000])
    {
        await Row(new Subject([GeneratedCode.OneClass(lines)]));
    }

    async Task Row(Subject subject)
    {
        var all = await subject.With(rules);
        var total = (await Callbacks.Of(subject, baseline, rules)).Total;
        var bar = new string('#', (int)Math.Min(60, total / subject.Kilolines));
        Console.WriteLine($"{subject.Kilolines,15:F1} {total,19:F0} {total / subject.Kilolines,23:F2} {all.Wall,9:F0} {all.Processor,15:F0}   {bar}");
    }
}

async Task Repeat()
{
    var subject = new Subject(GeneratedCode.Files(arguments.Lines));
    for (var round = 0; round < arguments.Rounds; round++)
    {
        var sample = await subject.With(rules);
        Console.WriteLine($"{sample.Wall:F0} ms, {sample.Processor:F0} ms of processor, {sample.Megabytes:F0} MB");
    }
}
