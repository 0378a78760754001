using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Rules.Blocking;
using Unravel.Analyzers.Running;

namespace Unravel.Analyzers.Tests.Running;

public sealed class RuleGroupTests
{
    private static readonly DiagnosticDescriptor s_on = UNR1001BlockingInAsyncAnalyzer.Descriptor;
    private static readonly DiagnosticDescriptor s_off =
        new OptionalRules().SupportedDiagnostics.First(descriptor => !descriptor.IsEnabledByDefault);

    [Fact]
    public void EachRule_IsInOneGroup()
    {
        var rules = typeof(RuleAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(RuleAnalyzer))).ToList();
        var expected = rules.SelectMany(rule => ((RuleAnalyzer)Activator.CreateInstance(rule)!).SupportedDiagnostics);
        RuleGroup[] groups = [new WarningRules(), new SuggestionRules(), new OptionalRules(), new CompilationRules()];

        Assert.Equal(Names(expected), Names(groups.SelectMany(group => group.SupportedDiagnostics)));

        // A rule that sees more in a build has one descriptor for each.
        static IEnumerable<string> Names(IEnumerable<DiagnosticDescriptor> descriptors) =>
            descriptors.Select(descriptor => descriptor.Id + string.Concat(descriptor.CustomTags)).Order();
    }

    [Fact]
    public void Rule_IsNotLoadedByTheCompiler() => Assert.DoesNotContain(
        typeof(RuleAnalyzer).Assembly.GetTypes(),
        type => type.IsSubclassOf(typeof(RuleAnalyzer)) && type.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false));

    [Fact]
    public void ActionThrows_OthersRunAndTheCompilerHearsOfIt()
    {
        var ran = 0;
        var actions = new FanOut<int>();
        actions.Add(_ => throw new InvalidOperationException());
        actions.Add(_ => ran++);

        Assert.Throws<InvalidOperationException>(() => actions.Run(1));
        Assert.Equal(1, ran);
    }

    [Fact]
    public void ActionIsCancelled_OthersDoNotRun()
    {
        var actions = new FanOut<int>();
        actions.Add(_ => throw new OperationCanceledException());
        actions.Add(_ => Assert.Fail("It was cancelled."));

        Assert.Throws<OperationCanceledException>(() => actions.Run(1));
    }

    [Fact]
    public void NothingIsSet_LevelDecides()
    {
        Assert.True(MayReport(s_on));
        Assert.False(MayReport(s_off));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, false)]
    [InlineData(ReportDiagnostic.Warn, true)]
    public void SetForTheCompilation_ThatDecides(ReportDiagnostic set, bool expected)
    {
        Assert.Equal(expected, MayReport(s_on, (s_on.Id, set)));
        Assert.Equal(expected, MayReport(s_off, (s_off.Id, set)));
    }

    [Fact]
    public void OnInOneFile_MayReport() =>
        Assert.True(RuleSwitches.MayReport([s_off], Compile().WithOptions(Options().WithSyntaxTreeOptionsProvider(new OnInFiles())), TestContext.Current.CancellationToken));

    private static bool MayReport(DiagnosticDescriptor descriptor, params (string Id, ReportDiagnostic Set)[] set) => RuleSwitches.MayReport(
        [descriptor], Compile().WithOptions(Options().WithSpecificDiagnosticOptions(set.ToDictionary(one => one.Id, one => one.Set))), TestContext.Current.CancellationToken);

    private static CSharpCompilation Compile() => CSharpCompilation.Create("Empty", [CSharpSyntaxTree.ParseText("", path: "Empty.cs", cancellationToken: TestContext.Current.CancellationToken)]);

    private static CSharpCompilationOptions Options() => new(OutputKind.DynamicallyLinkedLibrary);

    private sealed class OnInFiles : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Warn;
            return true;
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
