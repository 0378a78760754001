using System.Reflection.Emit;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>
/// Where a jump leads. A comparison of known numbers leads one way only: so the jump table at the head of a state machine
/// leads to the await that it was entered for. The answer of a timed take leads two ways, held on one of them.
/// </summary>
internal static class FlowBranches
{
    public static IEnumerable<(int Target, FlowState State)> Follow(ILInstruction instruction, FlowState state)
    {
        var code = instruction.OpCode;
        var name = code.Name!;
        if (code.FlowControl == FlowControl.Branch)
        {
            return [(instruction.Targets[0], state)];
        }

        if (code.Value == OpCodes.Switch.Value)
        {
            state = state.Pop(1, out var selector);
            return selector[0] is SymbolicValue.Number number
                ? [(number.Value >= 0 && number.Value < instruction.Targets.Length ? instruction.Targets[number.Value] : instruction.Next, state)]
                : [.. instruction.Targets.Append(instruction.Next).Distinct().Select(target => (target, state))];
        }

        if (name.StartsWith("brtrue", StringComparison.Ordinal) || name.StartsWith("brfalse", StringComparison.Ordinal))
        {
            var jumpsWhen = name.StartsWith("brtrue", StringComparison.Ordinal);
            state = state.Pop(1, out var condition);
            return condition[0] switch
            {
                SymbolicValue.Number number => [(((number.Value != 0) == jumpsWhen) ? instruction.Targets[0] : instruction.Next, state)],
                SymbolicValue.Answer answer =>
                [
                    (instruction.Targets[0], answer.WhenTrue == jumpsWhen ? state.Hold(answer.Path, answer.Taken) : state),
                    (instruction.Next, answer.WhenTrue != jumpsWhen ? state.Hold(answer.Path, answer.Taken) : state),
                ],
                _ => [(instruction.Targets[0], state), (instruction.Next, state)],
            };
        }

        state = state.Pop(2, out var values);
        return values is [SymbolicValue.Number left, SymbolicValue.Number right] && Compare(name, left.Value, right.Value) is { } jumps
            ? [(jumps ? instruction.Targets[0] : instruction.Next, state)]
            : [(instruction.Targets[0], state), (instruction.Next, state)];
    }

    private static bool? Compare(string name, int left, int right) => name.Replace(".s", "", StringComparison.Ordinal) switch
    {
        "beq" => left == right,
        "bne.un" => left != right,
        "blt" => left < right,
        "ble" => left <= right,
        "bgt" => left > right,
        "bge" => left >= right,
        "blt.un" => (uint)left < (uint)right,
        "ble.un" => (uint)left <= (uint)right,
        "bgt.un" => (uint)left > (uint)right,
        "bge.un" => (uint)left >= (uint)right,
        _ => null,
    };
}
