using Unravel.Analyzers.Tests.Rules.Blocking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Async.UNR2026ApartmentLostAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.Async;

public class UNR2026ApartmentLostTests
{
    [Theory]
    [InlineData("[STAThread] static async Task [|Main|]() => await Task.Yield();")]
    [InlineData("[STAThread] static async Task<int> [|Main|](string[] args) { await Task.Yield(); return 0; }")]
    [InlineData("[STAThread] static Task [|Main|]() => Task.CompletedTask;")]
    public Task AsyncEntryPoint_IsReported(string member) => Verify.Analyzer(BlockingSource.Class(member));

    [Theory]
    [InlineData("[STAThread] static void Main() { }")]
    [InlineData("static async Task Main() => await Task.Yield();")]
    [InlineData("[MTAThread] static async Task Main() => await Task.Yield();")]
    [InlineData("[STAThread] static async Task Other() => await Task.Yield();")]
    [InlineData("[STAThread] async Task Main() => await Task.Yield();")]
    public Task OtherMethods_AreSilent(string member) => Verify.Analyzer(BlockingSource.Class(member));
}
