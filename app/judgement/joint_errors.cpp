#include "app/judgement/joint_errors.hpp"

#include <algorithm>

#include "app/judgement/two_meshes.hpp"
#include "solver/petsc.hpp"
#include "validation/allowance.hpp"

namespace loschmidt::judgement {

namespace {

// Solves the reverse equation from each slab at the later joint time to the earlier one.
class JointReversal {
 public:
  JointReversal(const setup::Setup& setup, const roads::JointLaw& law)
      : law_(law), half_(law.slabs, setup.problem.half) {
    for (const double t : setup.plan.reverse_steps)
      if (t <= setup.plan.joint_times[1] && t >= setup.plan.joint_times[0]) times_.push_back(t);
  }

  /// The joint law of the reverse process that has the law `later` at the later time.
  validation::JointTable table(roads::ReverseEquation& equation, const std::vector<double>& later,
                               const sde::Reversal& reversal) const {
    std::vector<std::vector<double>> starts;
    starts.reserve(law_.slabs.count());
    for (int j = 0; j < law_.slabs.count(); ++j) starts.push_back(half_.within(j, later));
    const auto ends =
        equation.solve_several(starts, reversal, times_, roads::implicit_tolerance_of_errors);
    validation::JointTable table(law_.slabs.count());
    for (int j = 0; j < table.slabs; ++j) {
      const auto sums = half_.sum(ends[j]);
      for (int i = 0; i < table.slabs; ++i) table.at(i, j) = sums[i];
    }
    return table;
  }

 private:
  const roads::JointLaw& law_;
  validation::SlabsOfCells half_;
  std::vector<double> times_;
};

validation::JointTable operator-(validation::JointTable a, const validation::JointTable& b) {
  for (std::size_t n = 0; n < a.values.size(); ++n) a.values[n] -= b.values[n];
  return a;
}

}  // namespace

std::vector<JointError> joint_errors(const setup::Setup& setup, job::Job& job,
                                     const roads::Evolved& evolved,
                                     const std::vector<roads::JointBlock>& blocks) {
  const solver::petsc::Stage stage("joint errors");
  job.progress.begin("joint errors");
  const roads::JointLaw& law = *evolved.joint;
  const TwoMeshes meshes(setup, job, evolved);
  const JointReversal joint(setup, law);
  const double later = setup.plan.joint_times[1];
  const sde::Reversal& tested = setup.settings.reverse.reversal;
  const auto own_law = meshes.own_law(later);
  roads::ReverseEquation own = meshes.own_equation();
  roads::ReverseEquation half = meshes.half_equation();
  const validation::JointTable ours = joint.table(own, own_law, tested);
  const validation::JointTable theirs = joint.table(half, meshes.half_law(later), tested);
  const validation::JointTable mesh = (theirs - law.half) - (ours - law.expected);
  const validation::JointTable anderson =
      tested == sde::Reversal{} ? ours : joint.table(own, own_law, {});
  const validation::JointTable less = joint.table(own, own_law, {1, 1, 1, 0.9}) - anderson;
  const validation::JointTable more = joint.table(own, own_law, {1, 1, 1, 1.1}) - anderson;

  std::vector<JointError> errors;
  for (const roads::JointBlock& block : blocks) {
    const auto length = [&](const validation::JointTable& change) {
      const auto values = change.block(law.slabs, block.earlier_axis, block.later_axis);
      return validation::chi_norm(block.bins, validation::sum_by_bin(block.bins, values));
    };
    errors.push_back(
        {mesh_error_of(setup.problem, length(mesh)), std::min(length(less), length(more))});
  }
  return errors;
}

}  // namespace loschmidt::judgement
