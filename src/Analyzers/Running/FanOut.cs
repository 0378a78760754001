using System.Runtime.ExceptionServices;

namespace Unravel.Analyzers.Running;

/// <summary>The actions of all rules of a group for one kind of event.</summary>
internal sealed class FanOut<TContext>
{
    private readonly List<Action<TContext>> _actions = [];

    public bool IsEmpty => _actions.Count == 0;

    public void Add(Action<TContext> action) => _actions.Add(action);

    /// <summary>Adds what several rules share.</summary>
    public void AddOnce(Action<TContext> action)
    {
        if (!_actions.Contains(action))
        {
            _actions.Add(action);
        }
    }

    public void AddRange(FanOut<TContext> others) => _actions.AddRange(others._actions);

    /// <summary>Runs all of them. A rule that throws does not stop the others; the compiler hears of the first that did.</summary>
    public void Run(TContext context)
    {
        ExceptionDispatchInfo? first = null;
        var next = 0;
        while (next < _actions.Count)
        {
            // One try for all, as nearly none throws and this runs for every operation of a program.
            try
            {
                while (next < _actions.Count)
                {
                    _actions[next++](context);
                }
            }
            catch (Exception thrown) when (thrown is not OperationCanceledException)
            {
                first ??= ExceptionDispatchInfo.Capture(thrown);
            }
        }

        first?.Throw();
    }
}
