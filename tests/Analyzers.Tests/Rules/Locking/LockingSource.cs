namespace Unravel.Analyzers.Tests.Rules.Locking;

/// <summary>A type with a lock of every kind around the members of a snippet.</summary>
internal static class LockingSource
{
    public static string With(string members) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        class C
        {
            private readonly object _a = new();
            private readonly Lock _l = new();
            private readonly SemaphoreSlim _s = new(1, 1);
            private readonly SemaphoreSlim _many = new(3);
            private readonly ReaderWriterLockSlim _rw = new();
            private readonly ReaderWriterLockSlim _again = new(LockRecursionPolicy.SupportsRecursion);
            private readonly ReaderWriterLock _old = new();
            private readonly Mutex _m = new();
            private SpinLock _spin = new();
            private int _n;
            private Action _act = () => { };
            private void Work() { }
            private bool Ask() => _n > 0;

            {{members}}
        }
        """;
}
