using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4022DoubleCheckedLockingAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4022DoubleCheckedLockingFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>Double-checked locking with a fault, and the right forms of it.</summary>
public sealed class UNR4022DoubleCheckedLockingTests
{
    private static string Type(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;

        public class C
        {
            static readonly object s_gate = new();
            static C? s_one;
            readonly object _gate = new();
            List<int>? _list;
            Dictionary<int, int> _map = new();
            private bool _ready;
            private volatile bool _volatile;
            private int? _maybe;
            string Name = "";
            int _data;
            int Load() => 1;
            {{members}}
        }
        """;

    [Theory]
    [InlineData("static C P { get { if ([|s_one == null|]) { lock (s_gate) { s_one = new C(); } } return s_one!; } }")]
    [InlineData("static C P { get { if ([|s_one is null|]) lock (s_gate) { s_one = new C(); } return s_one!; } }")]
    [InlineData("static C P { get { if ([|s_one != null|]) { return s_one; } lock (s_gate) { s_one = new C(); return s_one; } } }")]
    [InlineData("static C P { get { if ([|s_one is not null|]) return s_one; lock (s_gate) { s_one = new C(); } return s_one; } }")]
    [InlineData("void M() { if ([|!_ready|]) { lock (_gate) { _data = Load(); _ready = true; } } }")]
    [InlineData("void M() { if ([|_ready|]) return; lock (_gate) { _data = Load(); _ready = true; } }")]
    [InlineData("void M() { if ([|_ready == false|]) { lock (_gate) { _ready = true; Load(); } } }")]
    public Task NoSecondCheck_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("void M() { if (_list == null) { lock (_gate) { if (_list == null) { [|_list = new List<int>()|]; _list.Add(1); } } } }")]
    [InlineData("static void M() { if (s_one == null) { lock (s_gate) { if (s_one == null) { [|s_one = new C()|]; s_one.Name = \"a\"; } } } }")]
    [InlineData("void M() { if (!_volatile) { lock (_gate) { if (!_volatile) { [|_volatile = true|]; _data = Load(); } } } }")]
    [InlineData("void M() { if (_volatile) return; lock (_gate) { if (_volatile) return; [|_volatile = true|]; _data = Load(); } }")]
    public Task PublishedTooEarly_IsReported(string members) => Verify.Analyzer(Type(members));

    [Theory]
    [InlineData("int M() { if ([|!_ready|]) { lock (_gate) { if (!_ready) { _data = Load(); _ready = true; } } } return _data; }")]
    [InlineData("int M() { if ([|_ready|]) return _data; lock (_gate) { if (!_ready) { _data = Load(); _ready = true; } return _data; } }")]
    [InlineData("int M() { if ([|_maybe == null|]) { lock (_gate) { if (_maybe == null) { _maybe = Load(); } } } return _maybe.Value; }")]
    [InlineData("int M() { if ([|!_maybe.HasValue|]) { lock (_gate) { if (!_maybe.HasValue) { _maybe = Load(); } } } return _maybe.Value; }")]
    public Task FlagOrValueThatIsNotVolatile_IsReported(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Message_SaysWhatComesOfIt() => Verify.Analyzer(
        Type("static C P { get { if ({|#0:s_one == null|}) { lock (s_gate) { s_one = new C(); } } return s_one!; } }"),
        new DiagnosticResult(UNR4022DoubleCheckedLockingAnalyzer.Descriptor).WithLocation(0)
            .WithMessage("'s_one' is checked without the lock, and not again under the lock: a thread that waited for 's_gate' does the work a second time"));

    [Theory]
    [InlineData("static C P { get { if (s_one == null) { lock (s_gate) { if (s_one == null) { s_one = new C(); } } } return s_one; } }")] // right on .NET
    [InlineData("static C P { get { if (s_one == null) { lock (s_gate) { s_one ??= new C(); } } return s_one; } }")]
    [InlineData("static C P { get { if (s_one != null) return s_one; lock (s_gate) { if (s_one != null) return s_one; s_one = new C(); return s_one; } } }")]
    [InlineData("static C P { get { if (s_one == null) { lock (s_gate) { s_one = s_one ?? new C(); } } return s_one; } }")]
    [InlineData("static C P { get { lock (s_gate) { if (s_one == null) { s_one = new C(); } return s_one; } } }")]
    [InlineData("void M() { if (_list == null) { lock (_gate) { if (_list == null) { var l = new List<int>(); l.Add(1); _list = l; } } } }")]
    [InlineData("int M() { if (!_volatile) { lock (_gate) { if (!_volatile) { _data = Load(); _volatile = true; } } } return _data; }")]
    [InlineData("int M() { if (!Volatile.Read(ref _ready)) { lock (_gate) { if (!_ready) { _data = Load(); _ready = true; } } } return _data; }")]
    [InlineData("void M() { if (_list != null) { lock (_gate) { _list = null; } } }")] // again is the same
    [InlineData("void M() { if (!_ready) { return; } lock (_gate) { _ready = false; } }")]
    [InlineData("void Dispose() { if (_ready) return; lock (_gate) { if (_ready) return; _ready = true; _list = null; } }")]
    [InlineData("void M() { if (!_ready) { lock (_gate) { if (!_ready) { Load(); _ready = true; } } } }")] // a stale look costs a lock, no more
    [InlineData("void M(bool b) { if (_list == null) { lock (_gate) { if (b) { _list = new(); } } } }")]
    [InlineData("void M() { if (_map.Count == 0) { lock (_gate) { _map = new(); } } }")]
    [InlineData("void M() { if (_list == null) { _list = new(); } }")]
    [InlineData("void M(C? c) { if (c == null) { lock (_gate) { c = new C(); } } }")]
    public Task RightForm_IsSilent(string members) => Verify.Analyzer(Type(members));

    [Fact]
    public Task Fix_ChecksAgain() => Verify.Fix(
        Type("""
            static C P
                {
                    get
                    {
                        if ([|s_one == null|]) // first
                        {
                            lock (s_gate)
                            {
                                s_one = new C();
                            }
                        }

                        return s_one!;
                    }
                }

                void M()
                {
                    if ([|_ready|])
                    {
                        return;
                    }

                    lock (_gate)
                    {
                        Load();
                        _ready = true;
                    }
                }
            """),
        Type("""
            static C P
                {
                    get
                    {
                        if (s_one == null) // first
                        {
                            lock (s_gate)
                            {
                                if (s_one == null)
                                {
                                    s_one = new C();
                                }
                            }
                        }

                        return s_one!;
                    }
                }

                void M()
                {
                    if (_ready)
                    {
                        return;
                    }

                    lock (_gate)
                    {
                        if (_ready)
                        {
                            return;
                        }

                        Load();
                        _ready = true;
                    }
                }
            """));

    [Fact]
    public async Task Fix_MakesTheFlagVolatile()
    {
        var source = Type("int M() { if ([|!_ready|]) { lock (_gate) { if (!_ready) { _data = Load(); _ready = true; } } } return _data; }");
        await Verify.Fix(source, source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal).Replace("private bool _ready", "private volatile bool _ready", StringComparison.Ordinal));
    }

    [Fact]
    public Task ValueThatCannotBeVolatile_HasNoFix() => Verify.NoFix(
        Type("int M() { if ([|_maybe == null|]) { lock (_gate) { if (_maybe == null) { _maybe = Load(); } } } return _maybe.Value; }"));
}
