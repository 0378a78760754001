using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Unravel.Analyzers.Tests.Verifying;

/// <summary>
/// Runs one analyzer and its fix over a snippet. Expected reports are marks in the source: <c>[|…|]</c>, or
/// <c>{|UNR1001:…|}</c> where an analyzer has several ids.
/// </summary>
internal static class Verify<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    /// <summary>The reports are exactly the marks.</summary>
    public static Task Analyzer(string source, params DiagnosticResult[] expected) =>
        Analyzer(source, _ => { }, expected);

    /// <summary>The reports are exactly the marks, in a test set up further by the caller.</summary>
    public static Task Analyzer(string source, Action<CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>> setUp, params DiagnosticResult[] expected)
    {
        // An analyzer test alone: no fixed state, so the fix is not run.
        var test = new Test { TestCode = source };
        test.ExpectedDiagnostics.AddRange(expected);
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.None;
        setUp(test);
        return test.RunAnalyzerOnly();
    }

    /// <summary>The marks are reported, and the fix (and Fix All) turns the source into <paramref name="repaired"/>.</summary>
    public static Task Fix(string source, string repaired) => Fix(source, repaired, _ => { });

    public static Task Fix(string source, string repaired, Action<CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>> setUp)
    {
        var test = new Test { TestCode = source, FixedCode = repaired };
        setUp(test);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The marks are reported, and no fix is offered for them.</summary>
    public static Task NoFix(string source) => Fix(source, source);

    private sealed class Test : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
    {
        private bool _analyzerOnly;

        public Test()
        {
            ReferenceAssemblies = FrameworkReferences.None;
            TestState.AdditionalReferences.AddRange(FrameworkReferences.Net);
        }

        public Task RunAnalyzerOnly()
        {
            _analyzerOnly = true;
            return RunAsync(TestContext.Current.CancellationToken);
        }

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() =>
            _analyzerOnly ? [] : base.GetCodeFixProviders();

        protected override ParseOptions CreateParseOptions() =>
            ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion.Preview);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions())
                .WithAllowUnsafe(true)
                .WithNullableContextOptions(NullableContextOptions.Enable);
    }
}
