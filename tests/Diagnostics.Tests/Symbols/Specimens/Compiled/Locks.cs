using System;
using System.Threading;

namespace Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled;

// Compiled by Specimens.targets in several forms. A mark at the end of a line says: here the n-th lock of a method is taken.
public sealed class Locks
{
    private readonly Lock _first = new();
    private readonly Lock _second = new();
    private readonly object _old = new();
    private int _value;

    public void BraceBelow()
    {
        _value = Environment.TickCount;
        lock (_first) //@ BraceBelow 0
        {
            _value++;
            lock (_second) //@ BraceBelow 1
            {
                _value--;
            }
        }
    }

    public void BraceBehind() {
        _value = Environment.TickCount;
        lock (_first) { //@ BraceBehind 0
            _value++;
            lock (_second) { //@ BraceBehind 1
                _value--;
            }
        }
    }

    public void OnOneLine()
    {
        Console.WriteLine();
        lock (_first) { _value++; } //@ OnOneLine 0
    }

    public void Using()
    {
        _value = 1;
        using (_first.EnterScope()) //@ Using 0
        {
            using var scope = _second.EnterScope(); //@ Using 1
            _value = 2;
        }
    }

    public void OfMonitor()
    {
        _value = 1;
        lock (_old) //@ OfMonitor 0
        {
            _value = 2;
        }
    }
}
