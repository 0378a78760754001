using Unravel.Analyzers.Rules.Async;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2005DiscardedTaskAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2005DiscardedTaskTests
{
    [Theory]
    [InlineData("[|_ = Work()|];")]
    [InlineData("[|_ = other?.Work()|];")]
    [InlineData("[|_ = Task.Run(() => { })|];")]
    [InlineData("[|_ = Value()|];")]
    [InlineData("[|_ = F()|]; async Task F() { try { await Work(); } finally { } }")]
    [InlineData("[|_ = F()|]; async Task F() { await Work(); try { } catch { } }")]
    public Task DiscardWithoutHandler_IsReported(string statement) => Verify.Analyzer(AsyncSource.SyncStatements(statement), Enabled);

    [Theory]
    [InlineData("_ = F(); async Task F() { try { await Work(); } catch (Exception) { } }")]
    [InlineData("_ = Task.Run(async () => { try { await Work(); } catch { } });")]
    [InlineData("_ = Work().ContinueWith(t => { });")]
    [InlineData("_ = list.Count;")]
    [InlineData("var t = Work();")]
    [InlineData("Work();")] // UNR2004
    [InlineData("_ = Work().Id;")]
    public Task HandledOrNoTask_IsSilent(string statement) => Verify.Analyzer(AsyncSource.SyncStatements(statement), Enabled);

    private static void Enabled(Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixTest<UNR2005DiscardedTaskAnalyzer, Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider, Microsoft.CodeAnalysis.Testing.DefaultVerifier> test) =>
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\ndotnet_diagnostic.UNR2005.severity = warning\n"));
}
