using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled;

// Compiled optimised by Specimens.targets: a variable that is used at once stays on the stack, and the machine code has
// no place for the second statement. A mark at the end of a line says: here the method makes the call that the test asks for.
public sealed class Calls
{
    private readonly List<int> _list = [];

    public void KeptOnTheStack(Action work)
    {
        var task = Task.Run(work);
        task.Wait(); //@ KeptOnTheStack 0
        GC.KeepAlive(task);
    }

    public void OfAGenericType()
    {
        var list = _list;
        list.Clear();
        list.TrimExcess(); //@ OfAGenericType 0
        list.Clear();
    }

    public T OfAGenericMethod<T>()
    {
        var first = Own<T>();
        _ = first?.ToString();
        return Own<T>();
    }

    public void OfAnOwnMethod()
    {
        _list.Clear();
        _ = Own<string>(); //@ OfAnOwnMethod 0
    }

    public void Twice(Task task)
    {
        task.Wait();
        task.Wait();
    }

    private static T Own<T>() => default!;
}
