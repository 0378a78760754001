using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4023ObjectAsLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4023ObjectAsLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Objects that are only locked, where Lock would do.</summary>
public sealed class UNR4023ObjectAsLockTests
{
    private static string Type(string members) => $$"""
        using System.Threading;

        class C
        {
            int _count;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("private readonly object [|_gate|] = new(); void M() { lock (_gate) { _count++; } }")]
    [InlineData("private static readonly object [|s_gate|] = new object(); void M() { lock (s_gate) { _count++; } lock (C.s_gate) { } }")]
    [InlineData("readonly object [|_gate|] = new(); class D { void N(C c) { lock (c._gate) { } } }")]
    public Task ObjectThatIsOnlyLocked_IsReported(string members) =>
        Verify.Analyzer(Type(members), test => test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None);

    [Theory]
    [InlineData("private readonly object _gate = new(); void M() { lock (_gate) { Monitor.Pulse(_gate); } }")]
    [InlineData("private readonly object _gate = new(); void M() { Monitor.Enter(_gate); }")]
    [InlineData("private readonly object _gate = new(); void M() { lock (_gate) { } N(_gate); } void N(object o) { }")]
    [InlineData("private readonly object _gate = new(); object Gate => _gate; void M() { lock (_gate) { } }")]
    [InlineData("private readonly object _gate; C(object gate) { _gate = gate; } void M() { lock (_gate) { } }")]
    [InlineData("protected readonly object Gate = new(); void M() { lock (Gate) { } }")]
    [InlineData("private object _gate = new(); void M() { lock (_gate) { } }")]
    [InlineData("private readonly object _gate = new();")] // not locked at all
    [InlineData("private readonly Lock _gate = new(); void M() { lock (_gate) { } }")]
    [InlineData("private readonly System.Collections.Generic.List<int> _list = new(); void M() { lock (_list) { _list.Add(1); } }")]
    public Task OtherFields_AreSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task OldLanguage_IsSilent() => Verify.Analyzer(
        Type("private readonly object _gate = new(); void M() { lock (_gate) { } }"),
        test => test.SolutionTransforms.Add((solution, project) => solution.WithProjectParseOptions(
            project, new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp12))));

    [Fact]
    public Task Ide0330_Speaks() => Verify.Analyzer(
        Type("private readonly object _gate = new(); void M() { lock (_gate) { } }"),
        test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.IDE0330.severity = suggestion\n")));

    [Fact]
    public Task Fix_ChangesTheType() => Verify.Fix(
        Type("// one at a time\n    private readonly object [|_gate|] = new();\n    static readonly object [|s_all|] = new object();\n    void M() { lock (_gate) { _count++; } lock (s_all) { _count--; } }"),
        Type("// one at a time\n    private readonly Lock _gate = new();\n    static readonly Lock s_all = new Lock();\n    void M() { lock (_gate) { _count++; } lock (s_all) { _count--; } }"));
}
