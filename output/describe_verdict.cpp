#include "output/describe_verdict.hpp"

#include <fmt/format.h>

#include <boost/property_tree/json_parser.hpp>
#include <limits>
#include <sstream>
#include <vector>

#include "output/hdf5_reading.hpp"

namespace loschmidt::output {

namespace {

using Tree = boost::property_tree::ptree;

// Shows the largest number as infinity, which it replaces in files (output/finite.hpp).
std::string number_text(double value) {
  return value < std::numeric_limits<double>::max() ? fmt::format("{:.3g}", value) : "infinite";
}

std::string source_text(const std::string& name, const Tree& source) {
  std::string text = fmt::format("    {:<13} {:>9}", name, number_text(source.get<double>("size")));
  if (const auto uncertainty = source.get_optional<double>("uncertainty"))
    text += fmt::format(" ± {:<9} by {}", number_text(*uncertainty),
                        source.get<std::string>("refined", ""));
  return text + '\n';
}

std::string budget_text(const Tree& budget) {
  std::string text = "  error budget: root mean square of the relative change over the bins\n";
  for (const auto& [name, entry] : budget)
    if (entry.get_child_optional("size")) text += source_text(name, entry);
  const auto number = [&](const char* name) { return number_text(budget.get<double>(name)); };
  return text + fmt::format("    {:<13} {:>9} between {} and {}; observed {}: {}\n", "total",
                            number("total"), number("lowest"), number("highest"),
                            number("observed"),
                            budget.get<bool>("explained") ? "explained" : "NOT EXPLAINED");
}

herr_t add_name(hid_t, const char* name, const H5L_info_t*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return 0;
}

}  // namespace

std::string describe_budget(const std::string& json) {
  if (json == "{}") return "";  // without an ensemble there is no budget
  try {
    std::istringstream in(json);
    Tree budget;
    boost::property_tree::read_json(in, budget);
    return budget_text(budget);
  } catch (const boost::property_tree::ptree_error&) {
    return fmt::format("  error_budget {}\n", json);
  }
}

std::string describe_verdict(hid_t file) {
  if (!has_link(file, "/verdict")) return "\nverdict: none yet\n";
  const Hdf5Handle group = open_object(file, "/verdict");
  const auto verified = number_attribute<int>(group.get(), "verified", H5T_NATIVE_INT);
  const std::string word = verified > 0 ? "VERIFIED" : verified == 0 ? "FALSIFIED" : "UNDECIDED";
  const auto number = [&](const std::string& name) {
    return number_text(number_attribute<double>(group.get(), name, H5T_NATIVE_DOUBLE));
  };
  const auto particles =
      has_attribute(group.get(), "particles")
          ? number_attribute<std::uint64_t>(group.get(), "particles", H5T_NATIVE_UINT64)
          : 0;
  return fmt::format(
             "\nverdict: {} ({})\n"
             "  p_value                {}  (smallest of all tests, corrected for their number)\n"
             "  detectable_score_error {}  (relative error of the score, everywhere, that would "
             "have been falsified)\n"
             "  particles              {}\n",
             word, text_attribute(group.get(), "reason"), number("p_value"),
             number("detectable_score_error"), particles) +
         describe_budget(text_attribute(group.get(), "error_budget"));
}

std::string describe_stages(hid_t file) {
  if (!has_link(file, "/performance")) return "";
  const Hdf5Handle group = open_object(file, "/performance");
  std::vector<std::string> stages;
  check_hdf5(H5Literate(group.get(), H5_INDEX_NAME, H5_ITER_INC, nullptr, add_name, &stages),
             "list the stages");
  std::string text = "\nwall time\n";
  for (const std::string& stage : stages)
    for (const double seconds : read_reals(file, "/performance/" + stage))
      text += fmt::format("  {:<20} {:>9.3g} s\n", stage, seconds);
  return text;
}

}  // namespace loschmidt::output
