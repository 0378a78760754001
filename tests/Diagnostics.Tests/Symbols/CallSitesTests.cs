using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class CallSitesTests : IDisposable
{
    private readonly SymbolStore _store = new(path => path);

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("KeptOnTheStack", "System.Threading.Tasks.Task", "Wait")]
    [InlineData("OfAGenericType", "System.Collections.Generic.List<System.Int32>", "TrimExcess")]
    [InlineData("OfAnOwnMethod", "Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled.Calls", "Own")]
    public void OnlyCallOfTheMethod_IsAtItsStatement(string method, string type, string called) =>
        Assert.Equal(Assert.Single(CompiledSpecimens.Marked(method, "Calls.cs")), LineOfCall(method, type, called));

    [Theory]
    [InlineData("Twice", "System.Threading.Tasks.Task", "Wait")]
    [InlineData("OfAGenericMethod", "Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled.Calls", "Own")]
    [InlineData("KeptOnTheStack", "System.Threading.Tasks.Task", "WaitAll")]
    [InlineData("KeptOnTheStack", "System.Threading.Barrier", "Wait")]
    [InlineData("KeptOnTheStack", "", "")]
    public void SeveralCallsOrNone_LeaveTheBeginning(string method, string type, string called) =>
        Assert.Equal(_store.LineOf(CompiledSpecimens.Calls, TokenOf(method), 0)!.ToString(), LineOfCall(method, type, called));

    [Fact]
    public void CallBehindTheRange_IsNotThisOne()
    {
        var calls = CallSites.Of(_store.Module(CompiledSpecimens.Calls)!, TokenOf("Twice"), "Task").ToArray();

        Assert.Equal(calls[0].Offset, CallSites.Only(_store.Module(CompiledSpecimens.Calls)!, TokenOf("Twice"), 0, calls[1].Offset, "Task", "Wait"));
        Assert.Equal(calls[1].Offset, CallSites.Only(_store.Module(CompiledSpecimens.Calls)!, TokenOf("Twice"), calls[0].Next, int.MaxValue, "Task", "Wait"));
        Assert.Null(CallSites.Only(_store.Module(CompiledSpecimens.Calls)!, TokenOf("Twice"), calls[1].Next, int.MaxValue, "Task", "Wait"));
    }

    [Fact]
    public void ModuleWithoutFile_HasNoLine() => Assert.Null(_store.LineOfCall("/nowhere/x.dll", 0x06000001, 0, 10, "Task", "Wait"));

    private string? LineOfCall(string method, string type, string called) =>
        _store.LineOfCall(CompiledSpecimens.Calls, TokenOf(method), 0, int.MaxValue, type, called)?.ToString();

    private int TokenOf(string method) => CompiledSpecimens.TokenOf(_store.Module(CompiledSpecimens.Calls)!, method);
}
