using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Tests.Together;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4012ReplaceableLockAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4012ReplaceableLockFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Locks on fields that can get another object.</summary>
public sealed class UNR4012ReplaceableLockTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Runtime.Serialization;
        using System.Threading;

        partial class C
        {
            int _count;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("object _gate = new(); void M() { lock ([|_gate|]) { _count++; } }")]
    [InlineData("static object s_gate = new(); void M() { lock ([|s_gate|]) { _count++; } }")]
    [InlineData("object _gate; public C() { _gate = new(); } void M() { lock ([|this._gate|]) { _count++; } }")]
    [InlineData("List<int> _list = new(); void M() { lock ([|_list|]) { _list.Add(1); } } void Reset() { _list = new(); }")]
    [InlineData("object? _gate; void M() { lock ([|_gate|]!) { _count++; } } void Init() { _gate = new(); }")]
    [InlineData("object _gate = new(); void M() { Monitor.Enter([|_gate|]); }")]
    [InlineData("object _gate = new(); bool M() => Monitor.TryEnter([|_gate|]);")]
    [InlineData("object Gate { get; set; } = new(); void M() { lock ([|Gate|]) { _count++; } }")]
    [InlineData("public object Gate { get; private set; } = new(); void M() { lock ([|Gate|]) { _count++; } }")]
    [InlineData("public object Gate = new(); void M() { lock ([|Gate|]) { _count++; } }")]
    [InlineData("object _gate = new(); class D { void M(C c) { lock ([|c._gate|]) { c._count++; } } }")]
    [InlineData("volatile object _gate = new(); void M() { lock ([|_gate|]) { _count++; } }")]
    [InlineData("object _gate = new(); void M() { lock ([|_gate|]) { _count++; } } void N() { Interlocked.Increment(ref _count); (_gate, _count) = (new(), 1); }")]
    public Task FieldThatCanGetAnotherObject_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("readonly object _gate = new(); void M() { lock (_gate) { _count++; } }")]
    [InlineData("static readonly object s_gate = new(); void M() { lock (s_gate) { _count++; } }")]
    [InlineData("object Gate { get; } = new(); void M() { lock (Gate) { _count++; } }")]
    [InlineData("object Gate { get; init; } = new(); void M() { lock (Gate) { _count++; } }")]
    [InlineData("readonly object _g = new(); object Gate => _g; void M() { lock (Gate) { _count++; } }")]
    [InlineData("object _other = new(); readonly object _gate = new(); void M() { lock (_gate) { _other = new(); } }")]
    [InlineData("object _gate = new(); void M() { var gate = _gate; lock (gate) { _count++; } }")] // one object for this section
    [InlineData("void M(object gate) { lock (gate) { gate = new(); } }")]
    public Task FixedObject_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("object? _gate; object Gate => Interlocked.CompareExchange(ref _gate, new(), null) ?? _gate; void M() { lock (_gate!) { _count++; } }")]
    [InlineData("object? _gate; void M() { LazyInitializer.EnsureInitialized(ref _gate); lock (_gate) { _count++; } }")]
    [InlineData("object _gate = new(); [OnDeserialized] void After(StreamingContext c) { _gate = new(); } void M() { lock (_gate) { _count++; } }")]
    [InlineData("string _gate = \"\"; void M() { lock (_gate) { _count++; } }")] // UNR4010
    [InlineData("SemaphoreSlim _gate = new(1, 1); void M() { lock (_gate) { _count++; } }")] // UNR4013
    [InlineData("object _gate = new(); void M() { lock (_gate) { } }")] // UNR4024
    public Task MadeOnceOrOtherRule_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task PartsOfAType_AreReadTogether() => Verify.Analyzer(
        Type("object _gate = new(); void M() { lock ({|#0:_gate|}) { _count++; } }") + "\npartial class C { void Reset() { {|#1:_gate|} = new(); } }",
        new DiagnosticResult("UNR4012", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithLocation(0).WithLocation(1)
            .WithMessage("'_gate' is locked, but it is assigned in 'Reset' (line 11); who holds the old object does not exclude who locks the new one"));

    [Theory]
    [InlineData("lock (_list) { _list = new(); }")]
    [InlineData("lock (this._list) { var old = _list; if (old.Count > 0) { _list = new(); } }")]
    [InlineData("lock (_list) { Interlocked.Increment(ref _count); Interlocked.Exchange(ref _count, 1); _list = null!; }")]
    public async Task AssignedUnderItsOwnLock_IsAnError(string body)
    {
        var report = Assert.Single(await RunAll.Over(Type("List<int> _list = new(); void M() { " + body + " }")));
        Assert.Equal(("UNR4012", Microsoft.CodeAnalysis.DiagnosticSeverity.Error), (report.Id, report.Severity));
        Assert.Contains("under its own lock", report.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Fix_AddsReadonly() => Verify.Fix(
        """
        class C
        {
            // guards the count
            private static object s_gate = new();
            object _gate = new(), _other;
            int _count;
            C() { _other = new(); }
            void M() { lock ([|s_gate|]) { _count++; } lock ([|_gate|]) { _count++; } lock ([|_other|]) { _count++; } }
        }
        """,
        """
        class C
        {
            // guards the count
            private static readonly object s_gate = new();
            readonly object _gate = new(), _other;
            int _count;
            C() { _other = new(); }
            void M() { lock (s_gate) { _count++; } lock (_gate) { _count++; } lock (_other) { _count++; } }
        }
        """,
        test => test.NumberOfIncrementalIterations = 2);

    [Theory]
    [InlineData("object _gate = new(); void M() { lock ([|_gate|]) { _count++; } } void N() { _gate = new(); }")]
    [InlineData("object _gate = new(), _other; void M() { lock ([|_gate|]) { _count++; } } void N() { _other = new(); }")]
    [InlineData("internal object Gate = new(); void M() { lock ([|Gate|]) { _count++; } }")]
    [InlineData("volatile object _gate = new(); void M() { lock ([|_gate|]) { _count++; } }")]
    [InlineData("object Gate { get; set; } = new(); void M() { lock ([|Gate|]) { _count++; } }")]
    public Task Fix_IsNotOfferedWhereItCouldNotBeReadonly(string members) =>
        Verify.Fix(Type(members), Type(members), test => test.CompilerDiagnostics = CompilerDiagnostics.None);
}
