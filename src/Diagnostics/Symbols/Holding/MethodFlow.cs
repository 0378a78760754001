using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>
/// Follows the IL of one method over all its ways and keeps what holds on each of them: which semaphores it has taken and
/// not given back. A state machine is followed from its first call over every await: what holds when it suspends holds
/// when it goes on. Exceptions lead from anywhere in a try block to its handlers.
/// </summary>
internal sealed class MethodFlow
{
    private const int MaxSteps = 50_000;
    private const int NotStarted = -1;
    private const int NotAMachine = int.MinValue;

    private static readonly ObjectPath s_state = ObjectPath.Machine.Field("<>1__state");

    private readonly ILInstruction[] _instructions;
    private readonly Dictionary<int, int> _indexOf;
    private readonly ImmutableArray<ExceptionRegion> _regions;
    private readonly FlowSteps _steps;
    private readonly Dictionary<(int Entry, int Offset), FlowState> _reached = [];
    private readonly Dictionary<int, FlowState> _suspended = [];
    private readonly Dictionary<ObjectPath, int> _leftAtReturn = [];
    private readonly Dictionary<ObjectPath, int> _leftByThrowing = [];
    private readonly Queue<int> _entries = new();
    private int _budget = MaxSteps;

    private MethodFlow(MethodBodyBlock body, FlowSteps steps)
    {
        _instructions = [.. ILReader.Read(body.GetILBytes() ?? [])];
        _indexOf = _instructions.Select((instruction, index) => (instruction.Offset, index)).ToDictionary(pair => pair.Offset, pair => pair.index);
        _regions = body.ExceptionRegions;
        _steps = steps;
    }

    /// <summary>The ways through the method could not all be followed: nothing is known.</summary>
    public bool GaveUp => _budget <= 0;

    /// <summary>What is held at each await of a state machine, by its number.</summary>
    public IReadOnlyDictionary<int, FlowState> Suspended => _suspended;

    /// <summary>What is held when the method, or the async method, returns; null when it never does.</summary>
    public FlowState? AtReturn { get; private set; }

    /// <summary>What the method returns: the value on the stack, of an async method that of its task.</summary>
    public SymbolicValue Returned { get; private set; } = SymbolicValue.Unknown;

    /// <summary>What is held on some ways to return and not on others, with the IL offset of the call that took it.</summary>
    public IReadOnlyDictionary<ObjectPath, int> LeftAtReturn => _leftAtReturn.Where(pair => AtReturn?.Held.ContainsKey(pair.Key) == false).ToDictionary();

    /// <summary>What is held at a call that may throw, with nothing around it that would give it back.</summary>
    public IReadOnlyDictionary<ObjectPath, int> LeftByThrowing => _leftByThrowing;

    public static MethodFlow Follow(MethodBodyBlock body, FlowSteps steps)
    {
        var flow = new MethodFlow(body, steps);
        if (steps.IsMachine)
        {
            flow._suspended[NotStarted] = FlowState.Start;
            flow._entries.Enqueue(NotStarted);
            while (flow._entries.TryDequeue(out var state) && !flow.GaveUp)
            {
                var start = flow._suspended[state];
                flow.Run(state, 0, start with { Stack = [], Fields = start.Fields.SetItem(s_state.Text, new SymbolicValue.Number(state)), Locals = FlowState.Start.Locals }, flow._reached);
            }

            flow._suspended.Remove(NotStarted);
        }
        else
        {
            flow.Run(NotAMachine, 0, FlowState.Start, flow._reached);
        }

        return flow;
    }

    /// <summary>What is held for certain when the instruction at this place is under way.</summary>
    public FlowState? At(int offset)
    {
        var index = Array.FindLastIndex(_instructions, instruction => instruction.Offset <= offset);
        return index < 0 ? null : _reached
            .Where(pair => pair.Key.Offset == _instructions[index].Offset)
            .Select(pair => pair.Value)
            .Aggregate(default(FlowState), (known, next) => known is null ? next : known.Join(next));
    }

    /// <summary>Follows all ways from one place; the result is what holds where a finally block ends, null when none does.</summary>
    private FlowState? Run(int entry, int start, FlowState state, Dictionary<(int, int), FlowState> reached)
    {
        FlowState? end = null;
        var work = new Stack<int>();
        Reach(start, state);
        while (work.TryPop(out var offset) && --_budget > 0)
        {
            if (_indexOf.TryGetValue(offset, out var index))
            {
                Follow(_instructions[index], reached[(entry, offset)]);
            }
        }

        return end;

        void Reach(int offset, FlowState next)
        {
            if (reached.TryGetValue((entry, offset), out var known))
            {
                var joined = known.Join(next);
                if (joined.IsSameAs(known))
                {
                    return;
                }

                next = joined;
            }

            reached[(entry, offset)] = next;
            work.Push(offset);
        }

        void Follow(ILInstruction instruction, FlowState before)
        {
            ReachHandlers(instruction, before);
            NoteThrowing(instruction, before);
            var code = instruction.OpCode;
            if (code.Value == OpCodes.Endfinally.Value)
            {
                end = end is null ? before : end.Join(before);
            }
            else if (code.Value == OpCodes.Leave.Value || code.Value == OpCodes.Leave_S.Value)
            {
                if (RunFinallyBlocks(entry, instruction.Offset, instruction.Targets[0], before with { Stack = [] }) is { } after)
                {
                    Reach(instruction.Targets[0], after);
                }
            }
            else if (code.Value == OpCodes.Ret.Value)
            {
                if (entry == NotAMachine)
                {
                    Return(before);
                }
            }
            else if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch)
            {
                foreach (var (target, next) in FlowBranches.Follow(instruction, before))
                {
                    Reach(target, next);
                }
            }
            else if (_steps.Suspends(instruction))
            {
                Suspend(before);
            }
            else if (code.FlowControl != FlowControl.Throw)
            {
                if (_steps.Finishes(instruction, before))
                {
                    Return(before);
                }

                Reach(instruction.Next, _steps.Step(instruction, before));
            }
        }

        void ReachHandlers(ILInstruction instruction, FlowState before)
        {
            foreach (var region in _regions)
            {
                if (region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter && Contains(region.TryOffset, region.TryLength, instruction.Offset))
                {
                    Reach(region.Kind == ExceptionRegionKind.Filter ? region.FilterOffset : region.HandlerOffset, before with { Stack = [SymbolicValue.Unknown], MayBeHeld = _steps.MayThrow(instruction, before) ? before.MayBeHeld : before.Held.Clear() });
                }
            }
        }
    }

    /// <summary>Leaving a try block runs its finally, the innermost first.</summary>
    private FlowState? RunFinallyBlocks(int entry, int from, int to, FlowState state)
    {
        FlowState? after = state;
        foreach (var region in _regions.Where(region => region.Kind == ExceptionRegionKind.Finally
            && Contains(region.TryOffset, region.TryLength, from) && !Contains(region.TryOffset, region.TryLength, to)))
        {
            if (after is not null)
            {
                var inside = new Dictionary<(int, int), FlowState>();
                after = Run(entry, region.HandlerOffset, after, inside);

                // What a finally gives back under a condition it gives back when that is needed.
                after = after?.GiveUpPerhaps(path => inside.Values.Any(state => !state.MayBeHeld.ContainsKey(path)));
            }
        }

        return after;
    }

    private void Suspend(FlowState state)
    {
        if (state.Fields.GetValueOrDefault(s_state.Text) is not SymbolicValue.Number { Value: >= 0 } number)
        {
            return;
        }

        if (_suspended.TryGetValue(number.Value, out var known))
        {
            var joined = known.Join(state);
            if (joined.IsSameAs(known))
            {
                return;
            }

            state = joined;
        }

        _suspended[number.Value] = state with { Stack = [] };
        _entries.Enqueue(number.Value);
    }

    /// <summary>In a state machine SetResult is the return; the ret below it ends the call only.</summary>
    private void Return(FlowState state)
    {
        var value = state.Stack is [.., var top] ? top : SymbolicValue.Unknown;
        Returned = AtReturn is null ? value : SymbolicValue.Join(Returned, value);
        AtReturn = AtReturn is null ? state : AtReturn.Join(state);
        Add(_leftAtReturn, state.MayBeHeld);
    }

    private void NoteThrowing(ILInstruction instruction, FlowState before)
    {
        if (!before.Held.IsEmpty && _steps.MayThrow(instruction, before)
            && _regions.Count(region => Contains(region.TryOffset, region.TryLength, instruction.Offset) || Contains(region.HandlerOffset, region.HandlerLength, instruction.Offset)) == (_steps.IsMachine ? 1 : 0))
        {
            Add(_leftByThrowing, before.Held);
        }
    }

    private static void Add(Dictionary<ObjectPath, int> left, ImmutableDictionary<ObjectPath, int> held)
    {
        foreach (var (path, taken) in held)
        {
            left.TryAdd(path, taken);
        }
    }

    private static bool Contains(int start, int length, int offset) => offset >= start && offset < start + length;
}
