using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4024EmptyLockAnalyzer,
    Unravel.Analyzers.Tests.Verifying.NoFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Lock statements with nothing in them.</summary>
public sealed class UNR4024EmptyLockTests
{
    private static string Member(string body) => $$"""
        public class C
        {
            readonly object _gate = new();
            object _other = new();
            int _count;
            void M() { {{body}} }
        }
        """;

    [Theory]
    [InlineData("[|lock|] (_gate) { }")]
    [InlineData("[|lock|] (_gate) ;", true)]
    [InlineData("[|lock|] (_gate) { ; }")]
    [InlineData("[|lock|] (_other) { }")]
    [InlineData("[|lock|] (/* all */ _gate) {\n\n}")]
    [InlineData("lock (_gate) { [|lock|] (_other) { } }")]
    public Task EmptyLock_IsReported(string body, bool warns = false) =>
        Verify.Analyzer(Member(body), test => test.CompilerDiagnostics = warns ? Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.Errors : test.CompilerDiagnostics);

    [Theory]
    [InlineData("lock (_gate) { _count++; }")]
    [InlineData("lock (_gate) _count++;")]
    [InlineData("lock (_gate) { { } }")] // somebody is at work here
    [InlineData("lock (_gate) { /* waits for those inside */ }")]
    [InlineData("lock (_gate)\n{\n    // waits for those inside\n}")]
    [InlineData("lock (_gate) /* a barrier */ ;")]
    [InlineData("\n// wait for those inside\nlock (_gate) { }")]
    [InlineData("lock (_gate) { return; }")]
    [InlineData("lock (this) { }")] // UNR4011
    [InlineData("lock (\"gate\") { }")] // UNR4010
    [InlineData("lock (new object()) { }")] // UNR4009
    public Task OtherLocks_AreSilent(string body) => Verify.Analyzer(Member(body));
}
