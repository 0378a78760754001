using Microsoft.CodeAnalysis.Testing;
using Unravel.Analyzers.Rules.Locking;
using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.Locking.UNR4005OtherModeAnalyzer,
    Unravel.CodeFixes.Rules.Locking.UNR4005OtherModeFix>;

namespace Unravel.Analyzers.Tests.Rules.Locking;

public sealed class UNR4005OtherModeTests
{
    [Theory]
    [InlineData("_rw.EnterReadLock(); try { Work(); } finally { [|_rw.ExitWriteLock()|]; }", "_rw.EnterReadLock(); try { Work(); } finally { _rw.ExitReadLock(); }")]
    [InlineData("_rw.EnterWriteLock(); Work(); [|_rw.ExitReadLock()|];", "_rw.EnterWriteLock(); Work(); _rw.ExitWriteLock();")]
    [InlineData("_rw.EnterUpgradeableReadLock(); [|_rw.ExitReadLock()|];", "_rw.EnterUpgradeableReadLock(); _rw.ExitUpgradeableReadLock();")]
    [InlineData("if (_rw.TryEnterReadLock(10)) { [|_rw.ExitWriteLock()|]; }", "if (_rw.TryEnterReadLock(10)) { _rw.ExitReadLock(); }")]
    [InlineData("_old.AcquireReaderLock(10); [|_old.ReleaseWriterLock()|];", "_old.AcquireReaderLock(10); _old.ReleaseReaderLock();")]
    [InlineData("_old.AcquireWriterLock(10); [|_old.ReleaseReaderLock()|];", "_old.AcquireWriterLock(10); _old.ReleaseWriterLock();")]
    [InlineData("Action act = () => { _rw.EnterReadLock(); [|_rw.ExitWriteLock()|]; };", "Action act = () => { _rw.EnterReadLock(); _rw.ExitReadLock(); };")]
    public Task OtherMode_IsReportedAndRepaired(string body, string repaired) =>
        Verify.Fix(LockingSource.With($"void M() {{ {body} }}"), LockingSource.With($"void M() {{ {repaired} }}"));

    [Fact]
    public Task FixAll_RepairsBoth() => Verify.Fix(
        LockingSource.With("void M() { _rw.EnterReadLock(); [|_rw.ExitWriteLock()|]; _rw.EnterWriteLock(); [|_rw.ExitReadLock()|]; }"),
        LockingSource.With("void M() { _rw.EnterReadLock(); _rw.ExitReadLock(); _rw.EnterWriteLock(); _rw.ExitWriteLock(); }"));

    [Fact]
    public Task Message_NamesBothModes() => Verify.Analyzer(
        LockingSource.With("void M() { _rw.EnterReadLock(); {|#0:_rw.ExitWriteLock()|}; }"),
        new DiagnosticResult(UNR4005OtherModeAnalyzer.Descriptor).WithLocation(0).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)
            .WithMessage("'_rw' is released by ExitWriteLock here, but it is held for reading (line 22); the call throws and the lock stays taken"));

    [Theory]
    [InlineData("void M() { _rw.EnterReadLock(); _rw.ExitReadLock(); _rw.EnterWriteLock(); _rw.ExitWriteLock(); }")]
    [InlineData("void M() { _rw.EnterUpgradeableReadLock(); _rw.EnterWriteLock(); _rw.ExitWriteLock(); _rw.ExitUpgradeableReadLock(); }")]
    [InlineData("void M() { _rw.EnterUpgradeableReadLock(); _rw.EnterReadLock(); _rw.ExitUpgradeableReadLock(); _rw.ExitReadLock(); }")] // downgrade
    [InlineData("void M(bool write) { if (write) _rw.EnterWriteLock(); else _rw.EnterReadLock(); if (write) _rw.ExitWriteLock(); else _rw.ExitReadLock(); }")]
    [InlineData("void M() { if (Ask()) _rw.EnterWriteLock(); else _rw.EnterReadLock(); if (_rw.IsWriteLockHeld) _rw.ExitWriteLock(); else _rw.ExitReadLock(); }")]
    [InlineData("void M() { _rw.ExitWriteLock(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); _again.ExitWriteLock(); }")]
    [InlineData("void M(C other) { _rw.EnterReadLock(); other._rw.ExitWriteLock(); }")]
    [InlineData("void M() { _old.AcquireReaderLock(10); var c = _old.UpgradeToWriterLock(10); _old.DowngradeFromWriterLock(ref c); _old.ReleaseReaderLock(); }")]
    [InlineData("void M() { _old.AcquireWriterLock(10); _old.ReleaseLock(); }")]
    [InlineData("void M() { _rw.EnterReadLock(); Inner(); } void Inner() { _rw.ExitWriteLock(); }")] // only what one function does
    public Task MatchingMode_IsSilent(string members) => Verify.Analyzer(LockingSource.With(members));
}
